import { join } from 'node:path'
import { emptyFolder, writeList } from '../support/lists.js'
import { atServer, runNode, runProgram } from '../support/processes.js'
import { alternating, ratios } from '../support/statistics.js'

const PAGES = 1000
const PAGE_BYTES = 4096
const LATENCY_MS = 300
const CONNECTIONS = 100
const MAX_RATIO = 1.1

/** @type {import('../support/part.js').Part} */
export const latency = {
  name: 'latency',
  about: `${PAGES} pages of ${PAGE_BYTES} bytes and ${LATENCY_MS} ms, ${CONNECTIONS} connections, against bare undici request()`,
  rounds: 5,
  measure: (context) => atServer({}, (server) => measured(context, server)),
}

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/processes.js').Server} server
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds }, server) {
  const { folder } = workplace
  const url = (/** @type {number} */ index) => `${server.origin()}/sized/${PAGE_BYTES}/${LATENCY_MS}/${index}`
  const list = await writeList(folder, PAGES, url)
  const output = async () => join(await emptyFolder(folder), 'out.json')

  /** From the first request to the last answer, as the server sees it. */
  const timed = (/** @type {() => Promise<unknown>} */ run) => async () => {
    await server.reset()
    await run()
    const { requests, firstRequestAt, lastAnswerAt } = await server.seen()
    if (requests !== PAGES) throw new Error(`the server saw ${requests} requests, not ${PAGES}`)
    return lastAnswerAt - firstRequestAt
  }
  // The same list, and nothing else: no robots.txt.
  const limits = { robots: false, concurrency: CONNECTIONS, perHost: { concurrency: CONNECTIONS } }
  const flags = ['--no-robots', '--concurrency', String(CONNECTIONS), '--per-host', String(CONNECTIONS)]
  const results = await alternating(rounds, {
    bare: timed(() => runProgram('bareUndici', { list, connections: CONNECTIONS })),
    library: timed(async () => {
      const options = { input: [list], fetch: limits, output: { files: [await output()] } }
      return runProgram('library', { library: workplace.library, options })
    }),
    command: timed(async () => runNode([workplace.command, list, '-q', '-o', await output(), ...flags])),
  })
  const { bare = [], library = [], command = [] } = results
  return [
    { what: 'bare request()', unit: 'ms', values: bare },
    { what: 'library', unit: 'ms', values: library },
    { what: 'command', unit: 'ms', values: command },
    { what: 'library ÷ bare', unit: '×', values: ratios(library, bare), goal: { atMost: MAX_RATIO } },
    { what: 'command ÷ bare', unit: '×', values: ratios(command, bare), goal: { atMost: MAX_RATIO } },
  ]
}
