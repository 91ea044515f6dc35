import { pagesFolder } from '../support/pages.js'
import { startProgram } from '../support/processes.js'
import { alternating, ratios } from '../support/statistics.js'

const THREADS = 2
const PAGES = 800
const MIN_SHARE = 0.95

/** @type {import('../support/part.js').Part} */
export const threads = {
  name: 'threads',
  about: `${PAGES} pages of about 170 KB analysed by ${THREADS} threads of the pool, by one process, and by ${THREADS} processes`,
  rounds: 7,
  async measure({ workplace, rounds }) {
    const { folder, kind } = await pagesFolder(workplace.folder)
    /** What these take, begun together when all are warm. */
    const together = async (/** @type {readonly object[]} */ inputs) => {
      const programs = inputs.map((input) =>
        startProgram('analysis', { parts: workplace.parts, folder, ...input }),
      )
      await Promise.all(programs.map(({ ready }) => ready))
      const results = await Promise.all(programs.map((program) => program.go()))
      return {
        elapsedMs: Math.max(...results.map((result) => result.elapsedMs)),
        cpuMs: results.reduce((sum, result) => sum + result.cpuMs, 0),
      }
    }
    const share = (/** @type {number} */ of, /** @type {number} */ from) => ({
      from,
      step: of,
      pages: PAGES / of,
      threads: 0,
    })
    const measured = await alternating(rounds, {
      one: () => together([share(1, 0)]),
      pool: () => together([{ from: 0, step: 1, pages: PAGES, threads: THREADS }]),
      processes: () => together(Array.from({ length: THREADS }, (_, from) => share(THREADS, from))),
    })
    const { one = [], pool = [], processes = [] } = measured
    const elapsed = (/** @type {typeof one} */ runs) => runs.map(({ elapsedMs }) => elapsedMs)
    const cpu = (/** @type {typeof one} */ runs) => runs.map(({ cpuMs }) => cpuMs / PAGES)
    return [
      { what: `one process (${kind} pages)`, unit: 'ms', values: elapsed(one) },
      { what: `${THREADS} threads`, unit: 'ms', values: elapsed(pool) },
      { what: `${THREADS} processes`, unit: 'ms', values: elapsed(processes) },
      { what: 'CPU time for each page, one process', unit: 'ms', values: cpu(one) },
      { what: `CPU time for each page, ${THREADS} threads`, unit: 'ms', values: cpu(pool) },
      { what: `CPU time for each page, ${THREADS} processes`, unit: 'ms', values: cpu(processes) },
      { what: 'speed-up by threads', unit: '×', values: ratios(elapsed(one), elapsed(pool)) },
      { what: 'speed-up by processes', unit: '×', values: ratios(elapsed(one), elapsed(processes)) },
      {
        what: 'speed-up by threads ÷ by processes',
        unit: '×',
        values: ratios(elapsed(processes), elapsed(pool)),
        goal: { atLeast: MIN_SHARE },
      },
    ]
  },
}
