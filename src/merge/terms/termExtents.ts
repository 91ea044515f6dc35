import type { GiveWay } from '../../config/giveWay.ts'
import { forEachPlace } from '../forEachPlace.ts'

/** From where to before where those of one term stand. */
export interface TermExtent {
  readonly from: number
  readonly to: number
}

/**
 * Finds for one of `used` sorted postings, of which the word 2n + 1 is the hash of its term, where all of its term stand: 4 bytes for each
 * distinct term, so that a look for it stays near the processor.
 */
export async function termExtents(
  words: Uint32Array,
  used: number,
  giveWay: GiveWay,
): Promise<(at: number) => TermExtent> {
  const begins = (at: number): boolean => at === 0 || words[2 * at + 1] !== words[2 * at - 1]
  let distinct = 0
  const count = (at: number): void => {
    if (begins(at)) distinct += 1
  }
  await forEachPlace(used, count, giveWay)
  /** Where those of each term begin, and where the last ones end. */
  const starts = new Uint32Array(distinct + 1).fill(used)
  let free = 0
  const note = (at: number): void => {
    if (!begins(at)) return
    starts[free] = at
    free += 1
  }
  await forEachPlace(used, note, giveWay)

  return (at) => {
    let before = 0
    let after = distinct
    while (after - before > 1) {
      const middle = (before + after) >>> 1
      if ((starts[middle] ?? 0) > at) after = middle
      else before = middle
    }
    return { from: starts[before] ?? 0, to: starts[after] ?? 0 }
  }
}
