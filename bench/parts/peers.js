import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { homeOf, isInstalled, versionOf } from '../peers/home.js'
import { PEERS } from '../peers/peers.js'
import { resultsIn } from '../peers/resultsIn.js'
import { emptyFolder, writeList } from '../support/lists.js'
import { pagesFolder, readPages } from '../support/pages.js'
import { atSite } from '../support/site.js'
import { alternating, ratios } from '../support/statistics.js'
import { runWhole } from '../support/wholeProcess.js'

const PAGES = 2000
const CONNECTIONS = 64
const WARM_UP_PAGES = 40
const MAX_PEAK_MB = 300

/** @type {import('../support/part.js').Part} */
export const peers = {
  name: 'peers',
  about: `${PAGES} pages of about 170 KB: our whole default analysis, against others that take title, links, words and top terms`,
  rounds: 3,
  async measure(context) {
    const { folder, kind } = await pagesFolder(context.workplace.folder)
    const pages = readPages(folder)
    return atSite(context.workplace.folder, pages, (site) => measured(context, site, kind))
  },
}

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {number} pages of the list
 * @property {import('../peers/peer.js').Goals} [goals]
 * @property {(list: string, output: string) => readonly string[]} command
 * @property {import('../peers/peer.js').Peer['results']} results
 * @property {number} least the share of the pages that must have a result
 *
 * @typedef {import('../support/wholeProcess.js').WholeProcess & { serverCpuMs: number }} Run
 */

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/site.js').Site} site
 * @param {string} kind of pages
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured(context, site, kind) {
  const { workplace, rounds, pages = PAGES, isWanted } = context
  const wanted = PEERS.filter(({ name }) => isWanted(name))
  const installed = wanted.filter(isInstalled)
  const contenders = [ours(workplace.command, pages), ...installed.map((peer) => contender(peer, pages))]
  const run = (/** @type {number | undefined} */ count) => (/** @type {Contender} */ one) =>
    runOf(one, workplace.folder, site, Math.min(count ?? one.pages, one.pages))
  for (const one of contenders) await run(WARM_UP_PAGES)(one)
  const runs = await alternating(
    rounds,
    Object.fromEntries(contenders.map((one) => [one.name, () => run(undefined)(one)])),
  )
  const [us, ...others] = contenders.map((one) => figuresOf(one, runs[one.name] ?? []))
  if (us === undefined) throw new Error('nothing was run')
  return [
    ...ownRows(us, `${kind} pages from ${site.server}`),
    ...others.flatMap((other) => peerRows(other, us)),
    ...wanted
      .filter((peer) => !isInstalled(peer))
      .map(({ name }) => ({
        what: `${name} is not installed: node bench/peers/setup.js "${name}"`,
        unit: '',
        values: [],
      })),
  ]
}

/** @returns {Contender} */
const ours = (/** @type {string} */ command, /** @type {number} */ pages) => ({
  name: 'textmill',
  pages,
  results: 'lines',
  least: 1,
  command: (list, output) => [
    process.execPath,
    ...[command, list, '-q', '--no-robots', '-o', output],
    ...['--concurrency', String(CONNECTIONS), '--per-host', String(CONNECTIONS)],
  ],
})

/** @returns {Contender} */
function contender(/** @type {import('../peers/peer.js').Peer} */ peer, /** @type {number} */ pages) {
  const run = {
    home: homeOf(peer),
    connections: String(CONNECTIONS),
    cores: String(availableParallelism()),
  }
  return {
    name: `${peer.name} ${versionOf(peer)}`,
    pages: Math.ceil(pages * peer.share),
    results: peer.results,
    least: peer.found ?? 1,
    ...(peer.goals && { goals: peer.goals }),
    command: (list, output) => peer.command({ ...run, list, output }),
  }
}

/** @returns {Promise<Run>} */
async function runOf(
  /** @type {Contender} */ { name, command, results, least },
  /** @type {string} */ scratch,
  /** @type {import('../support/site.js').Site} */ site,
  /** @type {number} */ pages,
) {
  const folder = await emptyFolder(scratch)
  const list = await writeList(folder, pages, site.url)
  const output = join(folder, results === 'files' ? 'out' : 'out.jsonl')
  const [path = '', ...args] = command(list, output)
  const serverBefore = site.cpuMs()
  const whole = await runWhole(path, args, { cwd: folder })
  const found = await resultsIn(output, results)
  if (found < least * pages || found > pages)
    throw new Error(`${name} has ${found} results for ${pages} pages`)
  return { ...whole, serverCpuMs: site.cpuMs() - serverBefore }
}

/**
 * @typedef {object} Figures one value for each round
 * @property {string} name
 * @property {import('../peers/peer.js').Goals | undefined} goals
 * @property {number[]} rate pages a second
 * @property {number[]} cpuMs for each page
 * @property {number[]} peakMb
 * @property {number[]} serverMs for each page
 */

/** @returns {Figures} */
const figuresOf = (/** @type {Contender} */ { name, pages, goals }, /** @type {readonly Run[]} */ runs) => ({
  name,
  goals,
  rate: runs.map(({ wholeMs }) => pages / (wholeMs / 1000)),
  cpuMs: runs.map(({ wholeCpuMs }) => wholeCpuMs / pages),
  peakMb: runs.map(({ peakRssMb }) => peakRssMb),
  serverMs: runs.map(({ serverCpuMs }) => serverCpuMs / pages),
})

function ownRows(/** @type {Figures} */ us, /** @type {string} */ source) {
  return [
    ...rowsOf({ ...us, name: `textmill, ${source}` }, { atMost: MAX_PEAK_MB }),
    { what: 'the server: CPU time for each of our pages', unit: 'ms', values: us.serverMs },
  ]
}

/** @returns {import('../support/table.js').Row[]} */
function peerRows(/** @type {Figures} */ peer, /** @type {Figures} */ us) {
  const { name, goals } = peer
  return [
    ...rowsOf(peer),
    {
      what: `textmill ÷ ${name}, pages a second`,
      unit: '×',
      values: ratios(us.rate, peer.rate),
      ...(goals && { goal: { atLeast: goals.speed } }),
    },
    {
      what: `${name} ÷ textmill, CPU time`,
      unit: '×',
      values: ratios(peer.cpuMs, us.cpuMs),
      ...(goals && { goal: { atLeast: goals.cpu } }),
    },
  ]
}

/** @returns {import('../support/table.js').Row[]} */
const rowsOf = (
  /** @type {Figures} */ { name, rate, cpuMs, peakMb },
  /** @type {import('../support/table.js').Goal | undefined} */ memoryGoal = undefined,
) => [
  { what: `${name}: pages a second`, unit: '1/s', values: rate },
  { what: `${name}: CPU time for each page`, unit: 'ms', values: cpuMs },
  {
    what: `${name}: peak memory`,
    unit: 'MB',
    values: peakMb,
    ...(memoryGoal && { goal: memoryGoal }),
  },
]
