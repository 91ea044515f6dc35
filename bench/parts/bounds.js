import { join } from 'node:path'
import { emptyFolder, writeList } from '../support/lists.js'
import { atServer, runNode } from '../support/processes.js'

const HOSTS = 5
const PAGES = 120
const CONCURRENCY = 8
const PER_HOST = 2
const LATENCY_MS = 250

/** @type {import('../support/part.js').Part} */
export const bounds = {
  name: 'bounds',
  about: `requests in flight, counted at the server: pages of ${LATENCY_MS} ms, --concurrency ${CONCURRENCY}`,
  rounds: 3,
  measure: (context) => atServer({ hosts: HOSTS }, (server) => measured(context, server)),
}

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/processes.js').Server} server
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds }, server) {
  const page = (/** @type {number} */ host, /** @type {number} */ index) =>
    `${server.origin(host)}/sized/1024/${LATENCY_MS}/${index}`
  const { folder } = workplace
  const one = await writeList(folder, PAGES, (index) => page(1, index))
  // Half of the list is one host, which may have only its share of the slots.
  const many = await writeList(folder, PAGES, (index) => page(index % 2 ? 1 : 2 + ((index >> 1) % 4), index))
  const seenAt = async (/** @type {string} */ list, /** @type {number} */ perHost) => {
    await server.reset()
    const output = join(await emptyFolder(folder), 'out.json')
    const limits = ['--no-robots', '--concurrency', String(CONCURRENCY), '--per-host', String(perHost)]
    await runNode([workplace.command, list, '-q', '-o', output, ...limits])
    return server.seen()
  }
  /** @type {import('../support/arrivals.js').Seen[]} */
  const overall = []
  /** @type {import('../support/arrivals.js').Seen[]} */
  const shared = []
  for (let round = 0; round < rounds; round++) {
    overall.push(await seenAt(one, CONCURRENCY))
    shared.push(await seenAt(many, PER_HOST))
  }
  const maxima = (/** @type {number} */ host) =>
    shared.map((seen) => seen.maxInFlightOf[`127.0.0.${host}`] ?? 0)
  return [
    row('one host: most in flight', overall, (seen) => seen.maxInFlight, { exactly: CONCURRENCY }),
    row('one host: mean while there is work', overall, (seen) => seen.meanInFlight, {
      atLeast: CONCURRENCY * 0.95,
    }),
    {
      what: 'five hosts, --per-host 2: most for the longest',
      unit: '',
      values: maxima(1),
      goal: { exactly: 2 },
    },
    {
      what: 'five hosts: most for any of the others',
      unit: '',
      values: shared.map((_, round) => Math.max(...[2, 3, 4, 5].map((host) => maxima(host)[round] ?? 0))),
      goal: { exactly: 2 },
    },
    row('five hosts: most in flight', shared, (seen) => seen.maxInFlight, { exactly: CONCURRENCY }),
  ]
}

/**
 * @param {string} what
 * @param {readonly import('../support/arrivals.js').Seen[]} seen
 * @param {(seen: import('../support/arrivals.js').Seen) => number} value
 * @param {import('../support/table.js').Goal} goal
 */
const row = (what, seen, value, goal) => ({ what, unit: '', values: seen.map(value), goal })
