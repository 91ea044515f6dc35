import { compareCodePoints } from '../distributions/compareCodePoints.ts'

export interface ScoredTerm {
  readonly term: string
  readonly score: number
  /** 32 bits. */
  readonly hash: number
}

/** Picks the terms of the highest score, ties in code point order. */
export interface BestTerms {
  offer(term: string, score: number, hash: number): void
  /** At most `limit`, the best first. */
  readonly terms: readonly ScoredTerm[]
}

export function createBestTerms(limit: number): BestTerms {
  const terms: ScoredTerm[] = []
  const isBehind = (term: string, score: number, other: ScoredTerm): boolean =>
    score < other.score || (score === other.score && compareCodePoints(term, other.term) > 0)
  return {
    terms,
    offer(term, score, hash) {
      const last = terms[limit - 1]
      if (last !== undefined && isBehind(term, score, last)) return
      let at = terms.length
      while (at > 0 && !isBehind(term, score, terms[at - 1] as ScoredTerm)) at -= 1
      terms.splice(at, 0, { term, score, hash })
      if (terms.length > limit) terms.pop()
    },
  }
}
