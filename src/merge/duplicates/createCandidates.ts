import type { GiveWay } from '../../config/giveWay.ts'
import { forEachPlace } from '../forEachPlace.ts'
import { createLinker } from './createLinker.ts'
import type { Table } from './createTable.ts'

const maxStepsBack = 32

/** Earlier texts that one may be a near duplicate of. */
export interface Candidates {
  /** Those with a band in common; first the ones with the most in common, then the earliest. */
  before(rank: number): readonly number[]
}

/**
 * Texts are known by their rows in the table. The bands give way to links between texts that have them in common,
 * so that nothing more is held. No more than the 32 texts before are looked at in each band.
 */
export async function createCandidates(bands: Table, length: number, giveWay: GiveWay): Promise<Candidates> {
  const width = bands.width()
  const link = createLinker(length)
  const keys = new Uint32Array(length)
  for (let band = 0; band < width; band++) {
    const readKey = (rank: number): void => {
      keys[rank] = bands.get(rank, band)
    }
    await forEachPlace(length, readKey, giveWay)
    await link(
      {
        hashOf: (rank) => keys[rank] ?? 0,
        isEqual: (a, b) => keys[a] === keys[b],
        // Rank + 1, so that 0 is none.
        link: (rank, before) => bands.set(rank, band, before + 1),
      },
      giveWay,
    )
  }

  const met = new Uint32Array(width * maxStepsBack)
  function meet(rank: number): Uint32Array {
    let count = 0
    for (let band = 0; band < width; band++) {
      let next = bands.get(rank, band)
      for (let steps = 0; next !== 0 && steps < maxStepsBack; steps++) {
        met[count++] = next - 1
        next = bands.get(next - 1, band)
      }
    }
    return met.subarray(0, count).sort()
  }
  return { before: (rank) => mostFrequentFirst(meet(rank)) }
}

function mostFrequentFirst(sorted: Uint32Array): number[] {
  if (sorted.length === 0) return []
  const counts = new Map<number, number>()
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1)
  // Stable: ties stay in ascending order.
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value)
}
