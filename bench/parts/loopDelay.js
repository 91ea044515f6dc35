import { join } from 'node:path'
import { emptyFolder, writeList } from '../support/lists.js'
import { pagesFolder } from '../support/pages.js'
import { atServer, runProgram, startProgram } from '../support/processes.js'
import { alternating } from '../support/statistics.js'

const THREADS = 2
const PAGES = 1000
const MAX_P99_MS = 15
const IDLE_MS = 4000
/** More than can be analysed meanwhile: the processes are ended when the loop has been watched. */
const ENDLESS_PAGES = 1e6

/** @type {import('../support/part.js').Part} */
export const loopDelay = {
  name: 'loop-delay',
  about: `how late the main thread is while ${THREADS} threads analyse ${PAGES} pages of about 170 KB, against an idle loop beside ${THREADS} busy processes`,
  rounds: 3,
  async measure(context) {
    const pages = await pagesFolder(context.workplace.folder)
    return atServer({ pages: pages.folder }, (server) => measured(context, server, pages))
  },
}

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/processes.js').Server} server
 * @param {{ folder: string, kind: string }} pages
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds }, server, { folder, kind }) {
  const list = await writeList(workplace.folder, PAGES, (index) => `${server.origin()}/stored/${index}`)

  const run = async () => {
    const options = {
      input: [list],
      fetch: { robots: false, perHost: { concurrency: 64 } },
      analysis: { threads: THREADS },
      output: { files: [join(await emptyFolder(workplace.folder), 'out.json')] },
    }
    return runProgram('library', { library: workplace.library, options })
  }
  const idle = async () => {
    const burners = Array.from({ length: THREADS }, (_, from) =>
      startProgram('analysis', {
        parts: workplace.parts,
        folder,
        from,
        step: THREADS,
        pages: ENDLESS_PAGES,
        threads: 0,
      }),
    )
    await Promise.all(burners.map(({ ready }) => ready))
    const burning = burners.map((burner) => burner.go().catch(() => {}))
    const delayMs = await runProgram('idleLoop', { forMs: IDLE_MS })
    for (const burner of burners) burner.stop()
    await Promise.all(burning)
    return { delayMs }
  }
  const { runs = [], idles = [] } = await alternating(rounds, { idles: idle, runs: run })
  const delays = (/** @type {any[]} */ of, /** @type {string} */ key) => of.map(({ delayMs }) => delayMs[key])
  return [
    { what: 'idle loop: p99', unit: 'ms', values: delays(idles, 'p99') },
    { what: 'idle loop: max', unit: 'ms', values: delays(idles, 'max') },
    { what: `run (${kind} pages): p50`, unit: 'ms', values: delays(runs, 'p50') },
    { what: 'run: p99', unit: 'ms', values: delays(runs, 'p99'), goal: { atMost: MAX_P99_MS } },
    { what: 'run: max', unit: 'ms', values: delays(runs, 'max') },
    { what: 'run: pages a second', unit: '1/s', values: runs.map((r) => r.pages / (r.elapsedMs / 1000)) },
    { what: 'run: peak memory', unit: 'MB', values: runs.map((r) => r.peakRssMb) },
    { what: 'run: end of the process after the result', unit: 'ms', values: runs.map((r) => r.exitMs) },
  ]
}
