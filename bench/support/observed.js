import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { emptyFolder } from './lists.js'
import { runNode } from './processes.js'

const OBSERVER = fileURLToPath(import.meta.resolve('../programs/observe.js'))

/**
 * @typedef {object} Observed A run of a command, from the start of its process to its end.
 * @property {number} startedAt milliseconds since 1970
 * @property {number} elapsedMs
 * @property {number} cpuMs
 * @property {number} peakRssMb
 * @property {readonly number[]} rssMb every 200 ms
 * @property {{ p50: number, p99: number, max: number }} delayMs of the main thread's event loop
 */

/** Runs Node with these arguments, and an observer in it. Rejects as `runNode`. @returns {Promise<Observed>} */
export async function runObserved(/** @type {readonly string[]} */ args, /** @type {string} */ scratch) {
  const file = join(await emptyFolder(scratch), 'observed.json')
  const run = await runNode(['--import', OBSERVER, ...args], { TEXTMILL_BENCH_OBSERVED: file })
  return { ...run, ...JSON.parse(await readFile(file, 'utf8')) }
}
