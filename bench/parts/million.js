import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { emptyFolder, writeList } from '../support/lists.js'
import { runObserved } from '../support/observed.js'
import { atServer } from '../support/processes.js'
import { alternating, median, ratios } from '../support/statistics.js'

const USUAL_PAGES = 100_000
const FULL_PAGES = 1_000_000
const PAGE_BYTES = 1024
const HOSTS = 16
const MAX_START_MS = 2000
const MAX_PEAK_MB = 400
/** What is allocated grows and shrinks with the garbage; what is kept must not grow. */
const MAX_GROWTH = 1.25

/** @type {import('../support/part.js').Part} */
export const million = {
  name: 'million',
  about: `a list of ${USUAL_PAGES} pages of 1 KB (--full: ${FULL_PAGES}), against a list of a tenth`,
  rounds: 1,
  measure: (context) => atServer({ hosts: HOSTS }, (server) => measured(context, server)),
}

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/processes.js').Server} server
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds, full }, server) {
  const pages = full ? FULL_PAGES : USUAL_PAGES
  const url = (/** @type {number} */ index) =>
    `${server.origin(1 + (index % HOSTS))}/sized/${PAGE_BYTES}/0/page-${index}.html`
  const list = await writeList(workplace.folder, pages, url)
  const tenth = await writeList(workplace.folder, pages / 10, url)

  const run = async (/** @type {string} */ input) => {
    await server.reset()
    const folder = await emptyFolder(workplace.folder)
    const output = join(folder, 'out.json')
    const args = [workplace.command, input, '-q', '-o', output]
    const { startedAt, elapsedMs, peakRssMb, rssMb } = await runObserved(args, folder)
    const { firstRequestAt, requests } = await server.seen()
    const bytes = await Promise.all([output, `${output}.state`].map(async (file) => (await stat(file)).size))
    await rm(folder, { recursive: true })
    return {
      startMs: firstRequestAt - startedAt,
      perSecond: requests / (elapsedMs / 1000),
      peakRssMb,
      growth: growth(rssMb),
      outputMb: (bytes[0] ?? 0) / 1024 ** 2,
      stateBytes: (bytes[1] ?? 0) / requests,
    }
  }
  const results = await alternating(rounds, { tenth: () => run(tenth), whole: () => run(list) })
  const { tenth: small = [], whole = [] } = results
  const peaks = (/** @type {{ peakRssMb: number }[]} */ runs) => runs.map((run) => run.peakRssMb)
  return [
    {
      what: `tenth (${pages / 10}): start to first request`,
      unit: 'ms',
      values: small.map((r) => r.startMs),
    },
    {
      what: `whole (${pages}): start to first request`,
      unit: 'ms',
      values: whole.map((r) => r.startMs),
      goal: { atMost: MAX_START_MS },
    },
    { what: 'whole: pages a second, start to end', unit: '1/s', values: whole.map((r) => r.perSecond) },
    { what: 'tenth: pages a second, start to end', unit: '1/s', values: small.map((r) => r.perSecond) },
    { what: 'whole: peak memory', unit: 'MB', values: peaks(whole), goal: { atMost: MAX_PEAK_MB } },
    { what: 'tenth: peak memory', unit: 'MB', values: peaks(small) },
    { what: 'peak memory, whole ÷ tenth', unit: '×', values: ratios(peaks(whole), peaks(small)) },
    {
      what: 'memory in the last quarter ÷ the second',
      unit: '×',
      values: whole.map((r) => r.growth),
      goal: { atMost: MAX_GROWTH },
    },
    { what: 'state, for each page', unit: 'bytes', values: whole.map((r) => r.stateBytes) },
    { what: 'output', unit: 'MB', values: whole.map((r) => r.outputMb) },
  ]
}

/** How much more memory the last quarter of a run has than the second, by their medians. */
function growth(/** @type {readonly number[]} */ rssMb) {
  const quarter = (/** @type {number} */ number) =>
    rssMb.slice(Math.floor((rssMb.length * number) / 4), Math.floor((rssMb.length * (number + 1)) / 4))
  return median(quarter(3)) / median(quarter(1))
}
