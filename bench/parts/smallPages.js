import { rm } from 'node:fs/promises'
import { installedProgram } from '../support/installed.js'
import { emptyFolder, writeList } from '../support/lists.js'
import { sizedPages } from '../support/pages.js'
import { runProgram } from '../support/processes.js'
import { atSite } from '../support/site.js'
import { alternating, ratios } from '../support/statistics.js'
import { runWhole } from '../support/wholeProcess.js'

const PAGES = 50_000
const CONNECTIONS = 64
const MIN_RATIO = 0.8

/** @type {import('../support/part.js').Part} */
export const smallPages = {
  name: 'small-pages',
  about: `${PAGES} pages of 1 to 2 KB over ${CONNECTIONS} connections, only fetched and scheduled, against bare undici request()`,
  rounds: 5,
  measure: (context) => atSite(context.workplace.folder, sizedPages(), (site) => measured(context, site)),
}

/**
 * @typedef {object} Run
 * @property {number} wholeMs from the start of the process to its end
 * @property {number} wholeCpuMs
 * @property {number} peakRssMb
 * @property {number} elapsedMs from the first request to the last answer; not known of programs that are not ours
 * @property {number} cpuMs meanwhile; likewise
 */

/**
 * @param {import('../support/part.js').PartContext} context
 * @param {import('../support/site.js').Site} site
 * @returns {Promise<import('../support/table.js').Row[]>}
 */
async function measured({ workplace, rounds }, { url, server }) {
  const { folder, fetching } = workplace
  const list = await writeList(folder, PAGES, url)
  const others = otherPrograms(folder, list)
  /** @type {Record<string, Run[]>} */
  const runs = await alternating(rounds, {
    bare: () => runProgram('bareUndici', { list, connections: CONNECTIONS }),
    ours: () => runProgram('fetching', { fetching, list, connections: CONNECTIONS }),
    ...others.runs,
  })
  const { bare = [], ours = [] } = runs
  return [
    ...comparedRows(bare, ours, server),
    ...Object.entries(runs).flatMap(([name, those]) => wholeRows(name, those)),
    ...others.missing.map((name) => ({ what: `${name} is not installed`, unit: '', values: [] })),
  ]
}

function comparedRows(
  /** @type {readonly Run[]} */ bare,
  /** @type {readonly Run[]} */ ours,
  /** @type {string} */ server,
) {
  const rate = (/** @type {Run} */ { elapsedMs }) => PAGES / (elapsedMs / 1000)
  const cpuUs = (/** @type {Run} */ { cpuMs }) => (cpuMs * 1000) / PAGES
  const rates = { bare: bare.map(rate), ours: ours.map(rate) }
  const cpu = { bare: bare.map(cpuUs), ours: ours.map(cpuUs) }
  return [
    { what: `bare: pages a second, from ${server}`, unit: '1/s', values: rates.bare },
    { what: 'ours: pages a second', unit: '1/s', values: rates.ours },
    { what: 'ours ÷ bare', unit: '×', values: ratios(rates.ours, rates.bare), goal: { atLeast: MIN_RATIO } },
    { what: 'bare: CPU time for each page', unit: 'µs', values: cpu.bare },
    { what: 'ours: CPU time for each page', unit: 'µs', values: cpu.ours },
    { what: 'ours ÷ bare, by CPU time', unit: '×', values: ratios(cpu.bare, cpu.ours) },
  ]
}

/** What can be said of every program: its whole process, start and end included. */
function wholeRows(/** @type {string} */ name, /** @type {readonly Run[]} */ runs) {
  const row = (
    /** @type {string} */ what,
    /** @type {string} */ unit,
    /** @type {(run: Run) => number} */ value,
  ) => ({
    what: `whole process of ${name}: ${what}`,
    unit,
    values: runs.map(value),
  })
  return [
    row('pages a second', '1/s', ({ wholeMs }) => PAGES / (wholeMs / 1000)),
    row('CPU time for each page', 'µs', ({ wholeCpuMs }) => (wholeCpuMs * 1000) / PAGES),
    row('peak memory', 'MB', ({ peakRssMb }) => peakRssMb),
  ]
}

/** Programs that others use for this, as far as they are installed. aria2c cannot but write its files. */
function otherPrograms(/** @type {string} */ folder, /** @type {string} */ list) {
  /** @type {Record<string, (target: string) => string[]>} */
  const args = {
    wget2: () => [
      ...['--no-config', '--quiet', '--no-robots', `--max-threads=${CONNECTIONS}`],
      ...['--output-document=/dev/null', `--input-file=${list}`],
    ],
    aria2c: (target) => [
      ...['--no-conf', '--quiet', `--max-concurrent-downloads=${CONNECTIONS}`, '--max-download-result=0'],
      ...['--file-allocation=none', '--auto-save-interval=0', `--dir=${target}`, `--input-file=${list}`],
    ],
  }
  const programs = Object.entries(args).map(([name, of]) => ({ name, of, path: installedProgram(name) }))
  const runs = programs.flatMap(({ name, of, path }) => {
    if (path === undefined) return []
    const run = async () => {
      const target = await emptyFolder(folder)
      const whole = await runWhole(path, of(target))
      await rm(target, { recursive: true })
      return whole
    }
    return [[name, run]]
  })
  return {
    runs: Object.fromEntries(runs),
    missing: programs.filter(({ path }) => path === undefined).map(({ name }) => name),
  }
}
