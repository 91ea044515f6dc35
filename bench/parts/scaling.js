import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { emptyFolder, writeList } from '../support/lists.js'
import { runObserved } from '../support/observed.js'
import { pagesFolder, readPages, sizedPages } from '../support/pages.js'
import { atServer, runProgram } from '../support/processes.js'
import { atSite } from '../support/site.js'

const THREADS = [1, 2, 4]
const PAGES = 1000
const CONNECTIONS = [1, 4, 16, 64, 256, 512]
const LATENCY_MS = 100
/** For each connection, so that every run takes about as long. */
const PAGES_PER_CONNECTION = 30
const MAX_CONNECTION_PAGES = 8000
const LENGTHS = [100, 1000, 10_000, 100_000]
const FULL_LENGTH = 1_000_000
const LENGTH_CONNECTIONS = 64
const MIN_SHARE_OF_BARE = 0.25
const MAX_PEAK_MB = 400

/** @type {import('../support/part.js').Part} */
export const scaling = {
  name: 'scaling',
  about: `1 to 4 threads, 1 to 512 connections, lists of 100 to ${LENGTHS.at(-1)} pages (--full: ${FULL_LENGTH})`,
  rounds: 1,
  async measure(context) {
    const { isWanted } = context
    return [
      ...(isWanted('threads') ? await threadRows(context) : []),
      ...(isWanted('connections') ? await connectionRows(context) : []),
      ...(isWanted('lengths') ? await lengthRows(context) : []),
    ]
  },
}

/**
 * @typedef {import('../support/observed.js').Observed & { stateBytes: number }} Run
 * @typedef {import('../support/table.js').Row} Row
 * @typedef {import('../support/part.js').PartContext} PartContext
 */

/** @returns {Promise<Row[]>} */
async function threadRows(/** @type {PartContext} */ { workplace, rounds, pages = PAGES }) {
  const { folder, kind } = await pagesFolder(workplace.folder)
  return atSite(workplace.folder, readPages(folder), async ({ url, server }) => {
    const list = await writeList(workplace.folder, pages, url)
    const rows = []
    for (const threads of THREADS) {
      const flags = ['--threads', String(threads), ...connectionFlags(LENGTH_CONNECTIONS)]
      const runs = await times(rounds, () => runOf(workplace, list, flags))
      rows.push(...rowsOf(`${threads} threads, ${pages} ${kind} pages from ${server}`, pages, runs))
    }
    return rows
  })
}

/** @returns {Promise<Row[]>} */
const connectionRows = (/** @type {PartContext} */ { workplace, rounds, pages = MAX_CONNECTION_PAGES }) =>
  atServer({}, async (server) => {
    const rows = []
    for (const connections of CONNECTIONS) {
      const count = Math.min(pages, connections * PAGES_PER_CONNECTION)
      const url = (/** @type {number} */ index) => `${server.origin()}/sized/2048/${LATENCY_MS}/${index}`
      const list = await writeList(workplace.folder, count, url)
      const runs = await times(rounds, () => runOf(workplace, list, connectionFlags(connections)))
      rows.push(...rowsOf(`${connections} connections, ${count} pages after ${LATENCY_MS} ms`, count, runs))
    }
    return rows
  })

/** @returns {Promise<Row[]>} */
const lengthRows = (/** @type {PartContext} */ { workplace, rounds, pages = Infinity, full }) =>
  atSite(workplace.folder, sizedPages(), async ({ url, server }) => {
    /** @type {Row[]} */
    const rows = []
    const lengths = [...LENGTHS, ...(full ? [FULL_LENGTH] : [])].filter((length) => length <= pages)
    for (const length of lengths) {
      const list = await writeList(workplace.folder, length, url)
      const name = `list of ${length}, small pages from ${server}`
      const isLongest = length === lengths.at(-1)
      /** @type {{ elapsedMs: number }[]} */
      const bare = []
      const runs = []
      for (let round = 0; round < rounds; round++) {
        bare.push(await runProgram('bareUndici', { list, connections: LENGTH_CONNECTIONS }))
        runs.push(await runOf(workplace, list, connectionFlags(LENGTH_CONNECTIONS)))
      }
      rows.push(...rowsOf(name, length, runs, isLongest ? { atMost: MAX_PEAK_MB } : undefined), {
        what: `${name}: pages a second ÷ bare undici's`,
        unit: '×',
        values: runs.map(({ elapsedMs }, round) => (bare[round]?.elapsedMs ?? Number.NaN) / elapsedMs),
        ...(isLongest && { goal: { atLeast: MIN_SHARE_OF_BARE } }),
      })
    }
    return rows
  })

const connectionFlags = (/** @type {number} */ connections) => [
  ...['--concurrency', String(connections), '--per-host', String(connections)],
]

/** @returns {Promise<Run>} */
async function runOf(
  /** @type {import('../support/workplace.js').Workplace} */ { command, folder },
  /** @type {string} */ list,
  /** @type {readonly string[]} */ flags,
) {
  const output = join(await emptyFolder(folder), 'out.jsonl')
  const observed = await runObserved([command, list, '-q', '--no-robots', '-o', output, ...flags], folder)
  return { ...observed, stateBytes: (await stat(`${output}.state`)).size }
}

/** @returns {Row[]} */
function rowsOf(
  /** @type {string} */ name,
  /** @type {number} */ pages,
  /** @type {readonly Run[]} */ runs,
  /** @type {import('../support/table.js').Goal | undefined} */ memoryGoal = undefined,
) {
  const row = (
    /** @type {string} */ what,
    /** @type {string} */ unit,
    /** @type {(run: Run) => number} */ value,
  ) => ({ what: `${name}: ${what}`, unit, values: runs.map(value) })
  return [
    row('pages a second', '1/s', ({ elapsedMs }) => pages / (elapsedMs / 1000)),
    row('CPU time for each page', 'ms', ({ cpuMs }) => cpuMs / pages),
    { ...row('peak memory', 'MB', ({ peakRssMb }) => peakRssMb), ...(memoryGoal && { goal: memoryGoal }) },
    row('state, for each page', 'bytes', ({ stateBytes }) => stateBytes / pages),
    row('event-loop delay p99', 'ms', ({ delayMs }) => delayMs.p99),
  ]
}

/** @template T @returns {Promise<T[]>} */
async function times(/** @type {number} */ count, /** @type {() => Promise<T>} */ run) {
  const results = []
  for (let round = 0; round < count; round++) results.push(await run())
  return results
}
