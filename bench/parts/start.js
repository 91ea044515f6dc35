import { join } from 'node:path'
import { emptyFolder } from '../support/lists.js'
import { atServer, runNode } from '../support/processes.js'
import { alternating, ratios } from '../support/statistics.js'

const MAX_VERSION_RATIO = 1.5
const MAX_PAGE_RATIO = 3

/** @type {import('../support/part.js').Part} */
export const start = {
  name: 'start',
  about: 'the whole command for --version, and for one page, against `node -e 0`',
  rounds: 11,
  measure: (context) => atServer({}, (server) => measured(context, server)),
}

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/processes.js').Server} server
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds }, server) {
  const { command, folder } = workplace
  const elapsed = async (/** @type {string[]} */ args) => (await runNode(args)).elapsedMs
  const results = await alternating(rounds, {
    node: () => elapsed(['-e', '0']),
    version: () => elapsed([command, '--version']),
    page: async () => {
      const output = join(await emptyFolder(folder), 'out.json')
      return elapsed([command, `${server.origin()}/sized/4096/0/page`, '-q', '-o', output])
    },
  })
  const { node = [], version = [], page = [] } = results
  return [
    { what: 'node -e 0', unit: 'ms', values: node },
    { what: 'scrape --version', unit: 'ms', values: version },
    { what: 'scrape one page', unit: 'ms', values: page },
    {
      what: '--version ÷ node',
      unit: '×',
      values: ratios(version, node),
      goal: { atMost: MAX_VERSION_RATIO },
    },
    { what: 'one page ÷ node', unit: '×', values: ratios(page, node), goal: { atMost: MAX_PAGE_RATIO } },
  ]
}
