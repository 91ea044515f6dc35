import type { Keyword } from '../../types.ts'
import type { Frequencies } from '../distributions/createFrequencies.ts'
import { createBestTerms, type ScoredTerm } from './createBestTerms.ts'
import { termScore } from './termScore.ts'

const maxKeywords = 10

/** What tells a page from the others. */
export interface PageTerms {
  /** At most 10, the best first. */
  readonly keywords: readonly ScoredTerm[]
  /** The best of the terms that stand in another page, too: what it can be near to others by. */
  readonly shared: readonly ScoredTerm[]
}

/** Scores the terms of a page. `visit` hears of each, and of how many pages it seems to stand in. */
export type PageTermsOf = (
  terms: readonly Keyword[],
  visit?: (term: Keyword, pagesWithTerm: number) => void,
) => PageTerms

/** Scores by how many of `pages` pages the terms were counted in. */
export function createPageTerms(frequencies: Frequencies, pages: number, maxShared: number): PageTermsOf {
  return (terms, visit) => {
    const keywords = createBestTerms(maxKeywords)
    const shared = createBestTerms(maxShared)
    for (const keyword of terms) {
      const { term, count } = keyword
      const pagesWithTerm = frequencies.of(term)
      const hash = frequencies.hash[1] ?? 0
      const score = termScore(count, pagesWithTerm, pages)
      keywords.offer(term, score, hash)
      if (pagesWithTerm > 1) shared.offer(term, score, hash)
      visit?.(keyword, pagesWithTerm)
    }
    return { keywords: keywords.terms, shared: shared.terms }
  }
}
