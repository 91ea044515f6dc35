import type { Keyword } from '../../types.ts'
import { valueHash } from '../distributions/valueHash.ts'

/** Counts of terms, by the lower word of their hash. Few terms share one. */
export type TermCounts = Map<number, TermCount>

interface TermCount {
  readonly high: number
  readonly count: number
  readonly next: TermCount | undefined
}

/** How often each term stands in the lists together. */
export function termCounts(lists: Iterable<readonly Keyword[]>): TermCounts {
  const sums = new Map<string, number>()
  for (const terms of lists) {
    for (const { term, count } of terms) sums.set(term, (sums.get(term) ?? 0) + count)
  }
  const counts: TermCounts = new Map()
  const hash = new Uint32Array(2)
  for (const [term, count] of sums) {
    valueHash(term, hash)
    const low = (hash[0] ?? 0) | 0
    counts.set(low, { high: hash[1] ?? 0, count, next: counts.get(low) })
  }
  return counts
}

/** The count of the term with this hash; 0 where it has none. */
export function takenAway(counts: TermCounts, low: number, high: number): number {
  for (let found = counts.get(low | 0); found !== undefined; found = found.next) {
    if (found.high === high) return found.count
  }
  return 0
}
