import { compareCodePoints } from '../../config/compareCodePoints.ts'

/** A string that may be among the most frequent, and what is counted of it while it may. */
export interface Leader {
  readonly value: string
  /** How often it stood when it was offered last. */
  rank: number
  pages: number
  count: number
}

/** Finds the strings of the highest rank among many, remembering few. */
export interface Leaders {
  /** The string's record, or undefined where `limit` others are ahead of it. A string's rank never falls. */
  offer(value: string, rank: number): Leader | undefined
  /** What has a lower rank need not be offered. */
  leastRank(): number
  /** The record of a string that is held. */
  get(value: string): Leader | undefined
  /** At most `limit`, by rank, ties in code point order. */
  best(): Leader[]
}

/**
 * What is offered with its final rank at least once, and is among the best `limit`, is found for certain: who is ahead
 * of a string stays ahead. A string offered with the same rank each time is held from its first offer, or never.
 */
export function createLeaders(limit: number): Leaders {
  const held = new Map<string, Leader>()
  let last: Leader | undefined

  const best = () => [...held.values()].sort(byRank).slice(0, limit)
  const prune = (): void => {
    const kept = best()
    last = { ...(kept.at(-1) as Leader) }
    held.clear()
    for (const leader of kept) held.set(leader.value, leader)
  }
  const isBehind = (value: string, rank: number): boolean =>
    last !== undefined &&
    (rank < last.rank || (rank === last.rank && compareCodePoints(value, last.value) > 0))

  return {
    best,
    leastRank: () => last?.rank ?? 0,
    get: (value) => held.get(value),
    offer(value, rank) {
      if (isBehind(value, rank)) return undefined
      const known = held.get(value)
      if (known !== undefined) {
        known.rank = rank
        return known
      }
      if (held.size >= 2 * limit) {
        prune()
        if (isBehind(value, rank)) return undefined
      }
      const leader: Leader = { value, rank, pages: 0, count: 0 }
      held.set(value, leader)
      return leader
    },
  }
}

/** The highest rank first, ties in code point order. For `sort`. */
export function byRank(a: Leader, b: Leader): number {
  return b.rank - a.rank || compareCodePoints(a.value, b.value)
}
