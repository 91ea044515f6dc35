import { rm } from 'node:fs/promises'
import { emptyFolder } from '../support/lists.js'
import { runProgram } from '../support/processes.js'
import { alternating, ratios } from '../support/statistics.js'

const PAGES = 2000
const MAX_RATIO = 3
const US_PER_MS = 1000

/** @type {import('../support/part.js').Part} */
export const trip = {
  name: 'trip',
  about: `the main thread's time for ${PAGES} pages of mean size: to a thread and back, stored, merged and written`,
  rounds: 5,
  async measure({ workplace, rounds }) {
    const run = async (/** @type {'trip' | 'tripBare'} */ name) => {
      const folder = await emptyFolder(workplace.folder)
      const { trip: parts, merging: tools } = workplace
      const result = await runProgram(name, { parts, tools, folder, pages: PAGES })
      await rm(folder, { recursive: true })
      return result
    }
    const { own = [], bare = [] } = await alternating(rounds, {
      bare: () => run('tripBare'),
      own: () => run('trip'),
    })
    const perPage = (/** @type {any[]} */ runs, /** @type {string} */ part) =>
      runs.map((one) => (one[part] / PAGES) * US_PER_MS)
    return [
      { what: 'to a thread, back, and stored', unit: 'µs', values: perPage(own, 'storeMs') },
      { what: 'merged', unit: 'µs', values: perPage(own, 'mergeMs') },
      { what: 'written', unit: 'µs', values: perPage(own, 'outputMs') },
      { what: 'bare piscina and libsql insert', unit: 'µs', values: perPage(bare, 'storeMs') },
      { what: 'bare libsql read', unit: 'µs', values: perPage(bare, 'readMs') },
      {
        what: 'whole trip ÷ bare',
        unit: '×',
        values: ratios(perPage(own, 'tripMs'), perPage(bare, 'tripMs')),
        goal: { atMost: MAX_RATIO },
      },
    ]
  },
}
