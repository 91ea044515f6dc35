import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { treeUsage } from './processTree.js'

const SAMPLE_MS = 20
const KEPT_CHARACTERS = 4000

/**
 * @typedef {object} WholeProcess A program with all processes that it starts.
 * @property {number} wholeMs from its start to its end
 * @property {number} wholeCpuMs as last seen before its end, and so up to 20 ms short; NaN where there is no /proc
 * @property {number} peakRssMb of all together, memory that they share counted for each; NaN where there is no /proc
 */

/**
 * Runs a program that is not ours to its end. Rejects, with the end of what it has said, unless it exits with 0.
 *
 * @param {string} path
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} options
 * @returns {Promise<WholeProcess>}
 */
export async function runWhole(path, args, { cwd, env } = {}) {
  const startedAt = performance.now()
  const child = spawn(path, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd && { cwd }),
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-KEPT_CHARACTERS)
  })
  const closed = once(child, 'close')
  let seen = { wholeCpuMs: Number.NaN, peakRssMb: Number.NaN }
  const sampling = setInterval(() => {
    const usage = treeUsage(child.pid ?? 0)
    if (usage === undefined || usage.rssMb === 0) return
    // A single process remembers its peak itself; of several together only the samples know it.
    const now = usage.processes === 1 ? usage.peakRssMb : usage.rssMb
    seen = { wholeCpuMs: usage.cpuMs, peakRssMb: Math.max(seen.peakRssMb || 0, now, usage.peakRssMb) }
  }, SAMPLE_MS)
  const [code] = await closed
  const wholeMs = performance.now() - startedAt
  clearInterval(sampling)
  if (code !== 0) throw new Error(`${path} ${args.join(' ')} ended with ${code}:\n${said}`)
  return { wholeMs, ...seen }
}
