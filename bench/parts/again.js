import { join } from 'node:path'
import { emptyFolder, writeList } from '../support/lists.js'
import { pagesFolder } from '../support/pages.js'
import { atServer, runProgram } from '../support/processes.js'
import { alternating } from '../support/statistics.js'

const THREADS = 2
const PAGES = 2000
const MAX_SHARE = 0.15

/** @type {import('../support/part.js').Part} */
export const again = {
  name: 'again',
  about: `the second run over ${PAGES} unchanged pages of about 170 KB, each answered by 304, against the first`,
  rounds: 3,
  async measure(context) {
    const pages = await pagesFolder(context.workplace.folder)
    return atServer({ pages: pages.folder }, (server) => measured(context, server, pages.kind))
  },
}

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/processes.js').Server} server
 * @param {string} kind
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds }, server, kind) {
  const list = await writeList(workplace.folder, PAGES, (index) => `${server.origin()}/stored/${index}`)
  const pair = async () => {
    const out = join(await emptyFolder(workplace.folder), 'out.json')
    const options = {
      input: [list],
      fetch: { robots: false, perHost: { concurrency: 64 } },
      analysis: { threads: THREADS },
      output: { files: [out] },
    }
    const run = () => runProgram('library', { library: workplace.library, options })
    const first = await run()
    const second = await run()
    if (second.notModified !== PAGES) throw new Error(`only ${second.notModified} pages were answered by 304`)
    return { first, second }
  }
  const { pairs = [] } = await alternating(rounds, { pairs: pair })
  const perPage = (/** @type {any} */ run) => run.cpuMs / PAGES
  return [
    {
      what: `first run (${kind} pages): CPU time for each page`,
      unit: 'ms',
      values: pairs.map((pair) => perPage(pair.first)),
    },
    {
      what: 'second run: CPU time for each page',
      unit: 'ms',
      values: pairs.map((pair) => perPage(pair.second)),
    },
    { what: 'second run: whole', unit: 'ms', values: pairs.map((pair) => pair.second.elapsedMs) },
    {
      what: 'second ÷ first, by CPU time',
      unit: '×',
      values: pairs.map(({ first, second }) => second.cpuMs / first.cpuMs),
      goal: { atMost: MAX_SHARE },
    },
  ]
}
