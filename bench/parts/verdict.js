import { join } from 'node:path'
import { emptyFolder, writeList } from '../support/lists.js'
import { pagesFolder } from '../support/pages.js'
import { atServer, runProgram } from '../support/processes.js'

const HOSTS = 8

/** @type {import('../support/part.js').Part} */
export const verdict = {
  name: 'verdict',
  about: 'what run.bottleneck says of runs that are built to be bound by one thing',
  rounds: 1,
  async measure(context) {
    const pages = await pagesFolder(context.workplace.folder)
    return atServer({ hosts: HOSTS, pages: pages.folder }, (server) => measured(context, server))
  },
}

/**
 * @typedef {object} Case A run that is bound by one thing.
 * @property {string} by
 * @property {number} pages
 * @property {(index: number) => string} url
 * @property {object} options of the library
 * @property {RegExp} says
 * @property {'failed'} [outcome] of every page, where it is not ok
 * @property {boolean} [again] the second of two runs
 * @property {{ lineMs?: number, bytesPerMs?: number }} [slow] the list comes from standard input, so long for every line;
 *   the rows go to standard output, and so much of them is read
 */

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/processes.js').Server} server
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds, isWanted }, server) {
  const rows = []
  for (const one of cases(server).filter(({ by }) => isWanted(by))) {
    const list = await writeList(workplace.folder, one.pages, one.url)
    const said = []
    for (let round = 0; round < rounds; round++) said.push(await saidOf(one, list, workplace))
    rows.push({
      what: `${one.by}: ${said[0]}`,
      unit: '',
      values: said.map((text) => (one.says.test(text) ? 1 : 0)),
      goal: { exactly: 1 },
    })
  }
  return rows
}

/** @returns {Promise<string>} */
async function saidOf(
  /** @type {Case} */ { options, outcome, again = false, slow },
  /** @type {string} */ list,
  /** @type {import('../support/workplace.js').Workplace} */ { library, folder },
) {
  if (slow !== undefined)
    return (await runProgram('slowStreams', { library, options, list, ...slow })).bottleneck
  const output = { files: [join(await emptyFolder(folder), 'out.json')] }
  const run = () =>
    runProgram('library', { library, options: { input: [list], output, ...options }, outcome })
  if (again) await run()
  const { bottleneck } = await run()
  return bottleneck
}

/** @returns {Case[]} */
function cases(/** @type {import('../support/processes.js').Server} */ server) {
  const stored = (/** @type {number} */ index) => `${server.origin()}/stored/${index}`
  const sized =
    (/** @type {number} */ latencyMs, hosts = 1) =>
    (/** @type {number} */ index) =>
      `${server.origin(1 + (index % hosts))}/sized/4096/${latencyMs}/${index}`
  const fetch = { robots: false, concurrency: 64, perHost: { concurrency: 64 } }
  return [
    { by: 'the threads', pages: 600, url: stored, options: { fetch }, says: /^CPU-bound: threads \d+% busy/ },
    {
      by: 'one of two cores',
      pages: 300,
      url: stored,
      options: { fetch, analysis: { threads: 1 } },
      says: /^CPU-bound: .*; (one more thread|two more threads) would save about \d+%$|^CPU-bound: .*all 1 cores/,
    },
    {
      by: "a host's interval",
      pages: 60,
      url: sized(0),
      options: { fetch: { ...fetch, perHost: { concurrency: 4, intervalMs: 50 } } },
      says: /^host-bound: 127\.0\.0\.1 alone needs .* at its interval \(60 pages, one every/,
    },
    {
      by: "a host's slots",
      pages: 60,
      url: sized(100),
      options: { fetch: { ...fetch, perHost: { concurrency: 2 } } },
      says: /^host-bound: 127\.0\.0\.1 alone has 60 pages, 2 at a time/,
    },
    {
      by: 'the latency of the network',
      pages: 160,
      url: sized(200, HOSTS),
      options: { fetch: { ...fetch, concurrency: 8 } },
      says: /^network-bound: fetch slots \d+% busy/,
    },
    {
      by: 'a buffer for one page',
      pages: 400,
      url: stored,
      options: { fetch: { ...fetch, concurrency: 1, maxBufferedBytes: 1 }, analysis: { threads: 2 } },
      says: /^buffer-bound: .* a larger --max-buffered-bytes would help$/,
    },
    {
      by: 'failed attempts',
      pages: 20,
      url: (index) => `${server.origin()}/failing/4/${index}`,
      options: { fetch: { ...fetch, retries: 4 } },
      says: /^retry-bound: /,
    },
    {
      by: 'the list',
      pages: 60,
      url: sized(0),
      options: { fetch },
      slow: { lineMs: 50 },
      says: /^input-bound: /,
    },
    {
      by: 'who reads the output',
      pages: 300,
      url: stored,
      options: { fetch },
      slow: { bytesPerMs: 300 },
      says: /^output-bound: /,
    },
    {
      by: 'the main thread',
      pages: 40_000,
      url: (index) => `${server.origin(1 + (index % HOSTS))}/missing/${index}`,
      options: { fetch },
      outcome: 'failed',
      says: /^main-thread-bound: the main thread \d+% busy/,
    },
    {
      by: 'the merge',
      pages: 4000,
      url: stored,
      options: { fetch: { ...fetch, maxAgeMs: 3_600_000 } },
      again: true,
      says: /^merge-bound: \d+% of the time/,
    },
  ]
}
