import { join } from 'node:path'
import { emptyFolder } from '../support/lists.js'
import { pagesFolder } from '../support/pages.js'
import { atServer, runProgram } from '../support/processes.js'
import { alternating, median } from '../support/statistics.js'
import { listOf, workloads } from '../support/workloads.js'

const PAGES = 1200
const SMALL_PAGES = 6000
/** What the mixed work's latency is set by; its place is not critical here. */
const THINKING_MS = 5
const FIXED_CONCURRENCY = [8, 32, 128, 512]
const FIXED_THREADS = [1, 2, 3]
const MAX_RATIO = 1.1

/** @type {import('../support/part.js').Part} */
export const auto = {
  name: 'auto',
  about: 'concurrency "auto" and threads "auto" against fixed settings',
  rounds: 3,
  async measure(context) {
    const pages = await pagesFolder(context.workplace.folder)
    return atServer({ pages: pages.folder }, (server) => measured(context, server))
  },
}

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/processes.js').Server} server
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds, pages = PAGES, isWanted }, server) {
  const smallPages = Math.min(SMALL_PAGES, pages * 5)
  const all = workloads({ pages, smallPages, thinkingMs: THINKING_MS })
  /** @type {import('../support/table.js').Row[]} */
  const rows = []
  for (const workload of all.filter(({ name }) => isWanted(name))) {
    const list = await listOf(workload, server, workplace.folder)
    const run = (/** @type {Setting} */ setting) => elapsedOf(workplace, list, setting)
    const concurrency = await settingsRun(rounds, FIXED_CONCURRENCY, (value) => run({ concurrency: value }))
    rows.push(...rowsOf(`${workload.name}, concurrency`, concurrency))
    if (workload.kind === 'small') continue
    const threads = await settingsRun(rounds, FIXED_THREADS, (value) => run({ threads: value }))
    rows.push(...rowsOf(`${workload.name}, threads`, threads))
  }
  return rows
}

/** @typedef {{ concurrency?: number | 'auto', threads?: number | 'auto' }} Setting */

/** @returns {Promise<Record<string, number[]>>} */
function settingsRun(
  /** @type {number} */ rounds,
  /** @type {readonly number[]} */ fixed,
  /** @type {(value: number | 'auto') => Promise<number>} */ run,
) {
  const values = /** @type {const} */ (['auto', ...fixed])
  return alternating(rounds, Object.fromEntries(values.map((value) => [String(value), () => run(value)])))
}

async function elapsedOf(
  /** @type {import('../support/workplace.js').Workplace} */ { library, folder },
  /** @type {string} */ list,
  /** @type {Setting} */ { concurrency = 64, threads = 'auto' },
) {
  const options = {
    input: [list],
    // One host has all pages: what bounds a host is not what is looked for.
    fetch: { robots: false, concurrency, perHost: { concurrency: Math.max(...FIXED_CONCURRENCY) } },
    analysis: { threads },
    output: { files: [join(await emptyFolder(folder), 'out.jsonl')] },
  }
  return (await runProgram('library', { library, options })).elapsedMs
}

/** @returns {import('../support/table.js').Row[]} */
function rowsOf(
  /** @type {string} */ name,
  /** @type {Record<string, number[]>} */ { auto: own = [], ...fixed },
) {
  const [best = '', values = []] =
    Object.entries(fixed).sort(([, a], [, b]) => median(a) - median(b))[0] ?? []
  return [
    ...Object.entries(fixed).map(([value, ms]) => ({ what: `${name} ${value}`, unit: 'ms', values: ms })),
    { what: `${name} "auto"`, unit: 'ms', values: own },
    {
      what: `${name} "auto" ÷ the best, ${best}`,
      unit: '×',
      values: own.map((ms, round) => ms / (values[round] ?? Number.NaN)),
      goal: { atMost: MAX_RATIO },
    },
  ]
}
