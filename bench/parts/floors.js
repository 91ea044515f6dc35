import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { emptyFolder } from '../support/lists.js'
import { pagesFolder } from '../support/pages.js'
import { atServer, runProgram, startProgram } from '../support/processes.js'
import { alternating } from '../support/statistics.js'
import { listOf, smallPageFolder, workloads } from '../support/workloads.js'

const PAGES = 2000
const SMALL_PAGES = 3000
const CORES = availableParallelism()
const MIN_EFFICIENCY = { 'CPU-bound': 0.85, mixed: 0.85, 'I/O-bound': 0.9 }
/** Enough to say what a page takes. */
const PAGES_TO_GAUGE = 200

/** @type {import('../support/part.js').Part} */
export const floors = {
  name: 'floors',
  about: `how near a whole run comes to what its parts need at least: bare undici on the same list, and the bare analysis from memory on ${CORES} cores`,
  rounds: 5,
  async measure(context) {
    const pages = await pagesFolder(context.workplace.folder)
    return atServer({ pages: pages.folder }, (server) => measured(context, server, pages))
  },
}

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/processes.js').Server} server
 * @param {{ folder: string, kind: string }} stored
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds, pages = PAGES, isWanted }, server, { folder, kind }) {
  const folders = { stored: folder, small: await smallPageFolder(workplace.folder) }
  const gauged = await bareAnalysis(workplace.parts, folder, PAGES_TO_GAUGE)
  const all = workloads({
    pages,
    smallPages: Math.min(SMALL_PAGES, pages * 2),
    thinkingMs: gauged.elapsedMs / PAGES_TO_GAUGE,
  })
  /** @type {import('../support/table.js').Row[]} */
  const rows = []
  for (const workload of all.filter(({ name }) => isWanted(name))) {
    const list = await listOf(workload, server, workplace.folder)
    const {
      analysis = [],
      bare = [],
      whole = [],
    } = await alternating(rounds, {
      analysis: () => bareAnalysis(workplace.parts, folders[workload.kind], workload.pages),
      bare: () => bareFetch(list, workload.connections, server),
      whole: () => wholeRun(workplace, list, workload.connections),
    })
    rows.push(...rowsOf(workload, kind, { analysis, bare, whole }))
  }
  return rows
}

/**
 * @typedef {object} Cost
 * @property {number} elapsedMs
 * @property {number} cpuMs
 * @property {number} [serverCpuMs]
 */

/** The analysis of so many pages from memory, by a process for each core, begun together when all are warm. */
async function bareAnalysis(
  /** @type {string} */ parts,
  /** @type {string} */ folder,
  /** @type {number} */ pages,
) {
  const programs = Array.from({ length: CORES }, (_, from) =>
    startProgram('analysis', { parts, folder, from, step: CORES, pages: pages / CORES, threads: 0 }),
  )
  await Promise.all(programs.map(({ ready }) => ready))
  const results = await Promise.all(programs.map((program) => program.go()))
  return {
    elapsedMs: Math.max(...results.map((result) => result.elapsedMs)),
    cpuMs: results.reduce((sum, result) => sum + result.cpuMs, 0),
  }
}

async function bareFetch(
  /** @type {string} */ list,
  /** @type {number} */ connections,
  /** @type {import('../support/processes.js').Server} */ server,
) {
  const before = server.cpuMs()
  const { elapsedMs, cpuMs } = await runProgram('bareUndici', { list, connections })
  return { elapsedMs, cpuMs, serverCpuMs: server.cpuMs() - before }
}

async function wholeRun(
  /** @type {import('../support/workplace.js').Workplace} */ { library, parts, folder },
  /** @type {string} */ list,
  /** @type {number} */ connections,
) {
  const options = {
    input: [list],
    fetch: { robots: false, concurrency: connections, perHost: { concurrency: connections } },
    output: { files: [join(await emptyFolder(folder), 'out.jsonl')] },
  }
  const { elapsedMs, cpuMs } = await runProgram('library', { library, parts, options })
  return { elapsedMs, cpuMs }
}

/**
 * @param {import('../support/workloads.js').Workload} workload
 * @param {string} kind of the pages of a real size
 * @param {{ analysis: readonly Cost[], bare: readonly Cost[], whole: readonly Cost[] }} runs
 * @returns {import('../support/table.js').Row[]}
 */
function rowsOf({ name, about, kind: size }, kind, { analysis, bare, whole }) {
  const floor = bare.map(({ elapsedMs, cpuMs, serverCpuMs = 0 }, round) =>
    Math.max(elapsedMs, ((analysis[round]?.cpuMs ?? Number.NaN) + cpuMs + serverCpuMs) / CORES),
  )
  const elapsed = (/** @type {readonly Cost[]} */ runs) => runs.map(({ elapsedMs }) => elapsedMs)
  const cpu = (/** @type {readonly Cost[]} */ runs) => runs.map(({ cpuMs }) => cpuMs)
  const what = (/** @type {string} */ text) => `${name}: ${text}`
  return [
    {
      what: `${name}, ${about}${size === 'stored' ? ` (${kind})` : ''}`,
      unit: '',
      values: [],
    },
    { what: what('bare undici'), unit: 'ms', values: elapsed(bare) },
    { what: what('bare undici, CPU time'), unit: 'ms', values: cpu(bare) },
    {
      what: what('the server meanwhile, CPU time'),
      unit: 'ms',
      values: bare.map((run) => run.serverCpuMs ?? 0),
    },
    { what: what(`bare analysis on ${CORES} cores`), unit: 'ms', values: elapsed(analysis) },
    { what: what('bare analysis, CPU time'), unit: 'ms', values: cpu(analysis) },
    { what: what('floor'), unit: 'ms', values: floor },
    { what: what('whole run'), unit: 'ms', values: elapsed(whole) },
    { what: what('whole run, CPU time'), unit: 'ms', values: cpu(whole) },
    {
      what: what('efficiency, floor ÷ whole run'),
      unit: '×',
      values: floor.map((ms, round) => ms / (whole[round]?.elapsedMs ?? Number.NaN)),
      goal: { atLeast: MIN_EFFICIENCY[/** @type {keyof typeof MIN_EFFICIENCY} */ (name)] },
    },
  ]
}
