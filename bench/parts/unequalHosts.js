import { join } from 'node:path'
import { emptyFolder, writeList } from '../support/lists.js'
import { atServer, runProgram } from '../support/processes.js'
import { alternating, ratios } from '../support/statistics.js'

const GOOD_HOSTS = 17
const LIMITED_HOST = 18
const TRICKLING_HOST = 19
/** Nobody listens there. */
const DEAD_HOST = 20
const HOSTS = 20
const PAGES_PER_HOST = 50
const LATENCY_MS = 50
const PAGE_BYTES = 2048
const RETRY_AFTER_S = 2
const MAX_RATIO = 1.2
const STOPPED_AFTER_MS = 120_000

/** @type {import('../support/part.js').Part} */
export const unequalHosts = {
  name: 'unequal-hosts',
  about: `${HOSTS} hosts of ${PAGES_PER_HOST} pages: one answers 429, one trickles, one is dead, and the others are to end as if they were alone`,
  rounds: 7,
  measure: (context) => atServer({ hosts: TRICKLING_HOST }, (server) => measured(context, server)),
}

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/processes.js').Server} server
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds }, server) {
  const { folder, library } = workplace
  const page = (/** @type {number} */ host, /** @type {number} */ number) =>
    `${server.origin(host)}${pathAt(host)}/page-${number}.html`
  // The hosts take turns in the list.
  const interleaved = (/** @type {number} */ hosts) =>
    writeList(folder, hosts * PAGES_PER_HOST, (index) => page(1 + (index % hosts), Math.floor(index / hosts)))
  const good = await interleaved(GOOD_HOSTS)
  const all = await interleaved(HOSTS)

  const run = async (/** @type {string} */ list, stopAfterMs = 0) =>
    runProgram('unequalHosts', {
      library,
      options: {
        input: [list],
        fetch: { robots: false },
        output: { files: [join(await emptyFolder(folder), 'out.json')] },
      },
      goodPages: GOOD_HOSTS * PAGES_PER_HOST,
      badHosts: Object.values(BAD_HOSTS).map(nameOf),
      stopAfterMs,
    })
  const { alone = [], together = [] } = await alternating(rounds, {
    alone: () => run(good),
    together: () => run(all),
  })
  const times = (/** @type {{ goodMs: number }[]} */ runs) => runs.map(({ goodMs }) => goodMs)
  return [
    { what: 'good hosts alone', unit: 'ms', values: times(alone) },
    { what: 'good hosts among the others', unit: 'ms', values: times(together) },
    {
      what: 'among the others ÷ alone',
      unit: '×',
      values: ratios(times(together), times(alone)),
      goal: { atMost: MAX_RATIO },
    },
    ...wholeRows(await run(all, STOPPED_AFTER_MS)),
  ]
}

const BAD_HOSTS = {
  [`429, Retry-After: ${RETRY_AFTER_S}`]: LIMITED_HOST,
  'a byte a second': TRICKLING_HOST,
  dead: DEAD_HOST,
}

const nameOf = (/** @type {number} */ host) => `127.0.0.${host}`

function pathAt(/** @type {number} */ host) {
  if (host === LIMITED_HOST) return `/limited/${RETRY_AFTER_S}`
  if (host === TRICKLING_HOST) return '/trickling'
  return `/sized/${PAGE_BYTES}/${LATENCY_MS}`
}

/**
 * One whole run, stopped when it takes too long, and what came of the bad hosts' pages.
 *
 * @param {{ elapsedMs: number, goodMs: number, outcome: string, bad: Record<string, Record<string, number>> }} run
 * @returns {import('../support/table.js').Row[]}
 */
function wholeRows({ elapsedMs, goodMs, outcome, bad }) {
  const isStopped = outcome === 'interrupted'
  return [
    { what: `whole run${isStopped ? ', stopped' : ''}`, unit: 's', values: [elapsedMs / 1000] },
    { what: 'whole run: good hosts', unit: 's', values: [goodMs / 1000] },
    ...Object.entries(BAD_HOSTS).flatMap(([what, host]) => {
      const ends = bad[nameOf(host)] ?? {}
      const ended = Object.values(ends).reduce((sum, count) => sum + count, 0)
      return Object.entries({ ...ends, 'not done': PAGES_PER_HOST - ended })
        .filter(([, count]) => count > 0)
        .map(([end, count]) => ({ what: `whole run: ${what}: ${end}`, unit: 'pages', values: [count] }))
    }),
  ]
}
