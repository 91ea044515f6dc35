import type { Distribution } from '../../types.ts'
import { createFrequencies, type FrequencyLimits } from './createFrequencies.ts'
import { byRank, createLeaders, type Leader } from './createLeaders.ts'

const maxValues = 100
/** More than are shown, so that estimates that are too high crowd out none of them. */
const maxCandidates = 1000

/** Counts the pages that have each value of one kind. */
export interface DistributionCounter {
  /** The values of one page; none where they are not known. */
  add(values: readonly string[]): void
  /** Whether `recount` is needed, with the values of every page again, for the counts to be exact. */
  isExact(): boolean
  recount(values: readonly string[]): void
  distribution(): Distribution
}

/**
 * Exact up to `limits.exact` distinct values. Beyond them the counts are still exact after `recount`, and a value can be
 * missed only if a thousand others seem as frequent. A page counts once for each of its values.
 */
export function createDistribution(limits: FrequencyLimits): DistributionCounter {
  const frequencies = createFrequencies(limits)
  const leaders = createLeaders(maxCandidates)
  let isRecounted = false
  let known = 0
  let unknown = 0
  return {
    add(values) {
      if (values.length === 0) unknown += 1
      for (const value of distinct(values)) {
        known += 1
        leaders.offer(value, frequencies.add(value))
      }
    },
    isExact: frequencies.isExact,
    recount(values) {
      isRecounted = true
      for (const value of distinct(values)) {
        const leader = leaders.get(value)
        if (leader !== undefined) leader.pages += 1
      }
    },
    distribution() {
      const found = isRecounted ? recounted(leaders.best()) : leaders.best()
      const values = found.slice(0, maxValues).map(({ value, rank }) => ({ value, pages: rank }))
      const shown = values.reduce((sum, { pages }) => sum + pages, 0)
      return { values, others: known - shown, unknown }
    },
  }
}

function distinct(values: readonly string[]): Iterable<string> {
  return values.length < 2 ? values : new Set(values)
}

/** Ranked by what was counted again instead of by estimates. */
function recounted(found: readonly Leader[]): Leader[] {
  return found.map((leader) => ({ ...leader, rank: leader.pages })).sort(byRank)
}
