import { pagesFolder } from '../support/pages.js'
import { startProgram } from '../support/processes.js'
import { alternating, ratios } from '../support/statistics.js'

const THREADS = 2
const PAGES = 800
const MIN_SHARE = 0.9

/** @type {import('../support/part.js').Part} */
export const threads = {
  name: 'threads',
  about: `${PAGES} pages of about 170 KB analysed by ${THREADS} threads of the pool, by one process, and by ${THREADS} processes`,
  rounds: 3,
  async measure({ workplace, rounds }) {
    const { folder, kind } = await pagesFolder(workplace.folder)
    /** The time of the slowest of these, begun together when all are warm. */
    const slowest = async (/** @type {readonly object[]} */ inputs) => {
      const programs = inputs.map((input) =>
        startProgram('analysis', { parts: workplace.parts, folder, ...input }),
      )
      await Promise.all(programs.map(({ ready }) => ready))
      const results = await Promise.all(programs.map((program) => program.go()))
      return Math.max(...results.map(({ elapsedMs }) => elapsedMs))
    }
    const share = (/** @type {number} */ of, /** @type {number} */ from) => ({
      from,
      step: of,
      pages: PAGES / of,
      threads: 0,
    })
    const measured = await alternating(rounds, {
      one: () => slowest([share(1, 0)]),
      pool: () => slowest([{ from: 0, step: 1, pages: PAGES, threads: THREADS }]),
      processes: () => slowest(Array.from({ length: THREADS }, (_, from) => share(THREADS, from))),
    })
    const { one = [], pool = [], processes = [] } = measured
    return [
      { what: `one process (${kind} pages)`, unit: 'ms', values: one },
      { what: `${THREADS} threads`, unit: 'ms', values: pool },
      { what: `${THREADS} processes`, unit: 'ms', values: processes },
      { what: 'speed-up by threads', unit: '×', values: ratios(one, pool) },
      { what: 'speed-up by processes', unit: '×', values: ratios(one, processes) },
      {
        what: 'speed-up by threads ÷ by processes',
        unit: '×',
        values: ratios(processes, pool),
        goal: { atLeast: MIN_SHARE },
      },
    ]
  },
}
