import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { now } from './arrivals.js'
import { treeUsage } from './processTree.js'

const SERVER = fileURLToPath(import.meta.resolve('../server.js'))
const PROGRAMS = {
  analysis: fileURLToPath(import.meta.resolve('../programs/analysis.js')),
  bareUndici: fileURLToPath(import.meta.resolve('../programs/bareUndici.js')),
  fetching: fileURLToPath(import.meta.resolve('../programs/fetching.js')),
  idleLoop: fileURLToPath(import.meta.resolve('../programs/idleLoop.js')),
  library: fileURLToPath(import.meta.resolve('../programs/library.js')),
  merging: fileURLToPath(import.meta.resolve('../programs/merging.js')),
  slowStreams: fileURLToPath(import.meta.resolve('../programs/slowStreams.js')),
  trip: fileURLToPath(import.meta.resolve('../programs/trip.js')),
  tripBare: fileURLToPath(import.meta.resolve('../programs/tripBare.js')),
  unequalHosts: fileURLToPath(import.meta.resolve('../programs/unequalHosts.js')),
}

/** With `TEXTMILL_BENCH_PROFILES` every measured process leaves a profile of each of its threads in that folder. */
function profiling() {
  const folder = process.env.TEXTMILL_BENCH_PROFILES
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500']
}

/**
 * A program of `bench/programs` in a process of its own. It gets its input as JSON, says when it is ready, waits to be
 * told to go, and sends its result.
 *
 * @param {keyof typeof PROGRAMS} name
 * @param {unknown} input
 */
export function startProgram(name, input) {
  const startedAt = now()
  const child = fork(PROGRAMS[name], [JSON.stringify(input)], {
    stdio: 'inherit',
    execArgv: profiling(),
  })
  const exited = once(child, 'exit')
  const failed = exited.then(([code]) => {
    throw new Error(`bench/programs/${name}.js ended with ${code} before its result`)
  })
  failed.catch(() => {})
  const next = () => Promise.race([once(child, 'message').then(([message]) => message), failed])
  const ready = next()
  ready.catch(() => {})
  return {
    ready,
    /**
     * Resolves to the result when the process has ended. `exitMs` is how long it took to, after its result; `wholeMs`,
     * from its start to its end.
     */
    async go() {
      await ready
      const result = next()
      child.send('go')
      const answer = await result
      const answeredAt = now()
      await exited
      const endedAt = now()
      return { ...answer, exitMs: endedAt - answeredAt, wholeMs: endedAt - startedAt }
    },
    stop: () => child.kill(),
  }
}

/** @returns {Promise<any>} */
export const runProgram = (/** @type {keyof typeof PROGRAMS} */ name, /** @type {unknown} */ input) =>
  startProgram(name, input).go()

/**
 * Runs Node with these arguments to its end. Rejects unless it exits with 0 and says nothing on standard error.
 *
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 */
export async function runNode(args, env = {}) {
  const startedAt = now()
  const child = spawn(process.execPath, [...profiling(), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  const endedAt = now()
  if (code !== 0 || said !== '') throw new Error(`node ${args.join(' ')} ended with ${code}:\n${said}`)
  return { startedAt, endedAt, elapsedMs: endedAt - startedAt }
}

/**
 * @typedef {object} Server
 * @property {(host?: number) => string} origin of the first host name, or another, counted from 1
 * @property {() => Promise<void>} reset
 * @property {() => Promise<import('./arrivals.js').Seen>} seen since the last reset
 * @property {() => number} cpuMs what serving has cost so far; NaN where there is no /proc
 */

/**
 * Does the work while a server runs.
 *
 * @template T
 * @param {{ hosts?: number, pages?: string }} options
 * @param {(server: Server) => Promise<T>} work
 */
export async function atServer({ hosts = 1, pages }, work) {
  const args = [SERVER, '--hosts', String(hosts), ...(pages ? ['--pages', pages] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  try {
    const port = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line'),
      exited.then(() => Promise.reject(new Error('bench/server.js did not start'))),
    ])
    const ask = async (/** @type {string} */ path) =>
      /** @type {Promise<any>} */ ((await fetch(`http://127.0.0.1:${port}${path}`)).json())
    return await work({
      origin: (host = 1) => `http://127.0.0.${host}:${port}`,
      reset: () => ask('/reset'),
      seen: () => ask('/stats'),
      cpuMs: () => treeUsage(child.pid ?? 0)?.cpuMs ?? Number.NaN,
    })
  } finally {
    child.kill()
    await exited
  }
}
