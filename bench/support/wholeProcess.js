import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { procPeakKb } from './peakMemory.js'

const SAMPLE_MS = 20
/** Linux counts in hundredths of a second for its programs, whatever its own clock is. */
const TICK_MS = 10
/** Fields of `/proc/PID/stat` after the command's name, which may hold spaces. */
const USER_TICKS = 11
const SYSTEM_TICKS = 12

/**
 * @typedef {object} WholeProcess
 * @property {number} wholeMs from its start to its end
 * @property {number} wholeCpuMs as last seen before its end, and so up to 20 ms short; NaN where there is no /proc
 * @property {number} peakRssMb NaN where there is no /proc
 */

/**
 * Runs a program that is not ours to its end. Rejects unless it exits with 0.
 *
 * @param {string} path
 * @param {readonly string[]} args
 * @returns {Promise<WholeProcess>}
 */
export async function runWhole(path, args) {
  const startedAt = performance.now()
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const exited = once(child, 'exit')
  let seen = { wholeCpuMs: Number.NaN, peakRssMb: Number.NaN }
  const sampling = setInterval(() => {
    seen = usageOf(child.pid ?? 0) ?? seen
  }, SAMPLE_MS)
  const [code] = await exited
  const wholeMs = performance.now() - startedAt
  clearInterval(sampling)
  if (code !== 0) throw new Error(`${path} ended with ${code}`)
  return { wholeMs, ...seen }
}

/** What a process has used so far; undefined when it is gone, or where there is no /proc. */
function usageOf(/** @type {number} */ pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])
    const peakKb = procPeakKb(pid) ?? Number.NaN
    return Number.isNaN(peakKb) ? undefined : { wholeCpuMs: ticks * TICK_MS, peakRssMb: peakKb / 1024 }
  } catch {
    return undefined
  }
}
