import { rm } from 'node:fs/promises'
import { emptyFolder } from '../support/lists.js'
import { runProgram } from '../support/processes.js'
import { ratios } from '../support/statistics.js'

const USUAL_PAGES = 100_000
const FULL_PAGES = 1_000_000
const MAX_PEAK_MB = 500
const MAX_RATIO = 12

/** @type {import('../support/part.js').Part} */
export const merge = {
  name: 'merge',
  about: `${USUAL_PAGES} made-up results (--full: ${FULL_PAGES}) into one file, against a tenth of them`,
  rounds: 1,
  measure,
}

/** @returns {Promise<import('../support/table.js').Row[]>} */
async function measure(/** @type {import('../support/part.js').PartContext} */ { workplace, rounds, full }) {
  const pages = full ? FULL_PAGES : USUAL_PAGES
  const merged = async (/** @type {number} */ count) => {
    const folder = await emptyFolder(workplace.folder)
    const result = await runProgram('merging', {
      parts: workplace.merging,
      folder,
      pages: count,
      output: 'out.json',
    })
    await rm(folder, { recursive: true })
    return result
  }
  const small = []
  const whole = []
  for (let round = 0; round < rounds; round++) {
    small.push(await merged(pages / 10))
    whole.push(await merged(pages))
  }
  const cpuTimes = (/** @type {{ cpuMs: number }[]} */ runs) => runs.map(({ cpuMs }) => cpuMs)
  const times = (/** @type {{ elapsedMs: number }[]} */ runs) => runs.map(({ elapsedMs }) => elapsedMs)
  return [
    { what: `tenth (${pages / 10}): merge`, unit: 'ms', values: times(small) },
    { what: `whole (${pages}): merge`, unit: 'ms', values: times(whole) },
    { what: 'whole: of it, corpus and summary', unit: 'ms', values: whole.map((run) => run.combinedMs) },
    {
      what: 'time, whole ÷ tenth',
      unit: '×',
      values: ratios(times(whole), times(small)),
      goal: { atMost: MAX_RATIO },
    },
    { what: 'whole: time of the processors', unit: 'ms', values: cpuTimes(whole) },
    {
      what: 'time of the processors, whole ÷ tenth',
      unit: '×',
      values: ratios(cpuTimes(whole), cpuTimes(small)),
    },
    {
      what: 'whole: peak memory',
      unit: 'MB',
      values: whole.map((run) => run.peakRssMb),
      goal: { atMost: MAX_PEAK_MB },
    },
    { what: 'tenth: peak memory', unit: 'MB', values: small.map((run) => run.peakRssMb) },
    { what: 'whole: event-loop delay p99', unit: 'ms', values: whole.map((run) => run.delayMs.p99) },
    { what: 'whole: event-loop delay, longest', unit: 'ms', values: whole.map((run) => run.delayMs.max) },
    { what: 'whole: output', unit: 'MB', values: whole.map((run) => run.outputMb) },
  ]
}
