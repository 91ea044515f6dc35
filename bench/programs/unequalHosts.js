/** A run through the library: when the last row of some hosts has come, and what came of the others. */
import { program } from './program.js'

/**
 * @typedef {object} Input
 * @property {string} library
 * @property {object} options
 * @property {number} goodPages as many as are waited for
 * @property {readonly string[]} badHosts the hosts whose pages are not waited for
 * @property {number} stopAfterMs 0: when the good ones are done
 */

/** @param {Input} input */
async function prepare({ library, options, goodPages, badHosts, stopAfterMs }) {
  const { scrape } = await import(library)
  return async () => {
    const stop = new AbortController()
    const timer = stopAfterMs > 0 ? setTimeout(() => stop.abort(), stopAfterMs) : undefined
    /** @type {Record<string, Record<string, number>>} */
    const bad = Object.fromEntries(badHosts.map((host) => [host, {}]))
    let good = 0
    let goodMs = 0
    const onResult = (/** @type {any} */ row) => {
      const { hostname } = new URL(row.url)
      const end = row.failure?.code ?? row.reason ?? row.status
      const ends = bad[hostname]
      if (ends !== undefined) {
        ends[end] = (ends[end] ?? 0) + 1
        return
      }
      if (row.status !== 'ok') throw new Error(`${row.url} is ${end}`)
      good += 1
      if (good < goodPages) return
      goodMs = performance.now() - startedAt
      if (timer === undefined) stop.abort()
    }
    const startedAt = performance.now()
    const { outcome } = await scrape({ ...options, signal: stop.signal, onResult })
    const elapsedMs = performance.now() - startedAt
    clearTimeout(timer)
    if (good !== goodPages) throw new Error(`${good} of ${goodPages} pages are ok`)
    return { goodMs, elapsedMs, outcome, bad }
  }
}

await program(prepare)
