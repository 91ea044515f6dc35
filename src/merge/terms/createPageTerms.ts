import type { Frequencies } from '../distributions/createFrequencies.ts'
import type { OkPage } from '../distributions/eachOkPage.ts'
import { type BestTerms, createBestTerms } from './createBestTerms.ts'
import type { TermTable } from './createTermTable.ts'
import type { WeighedTerm } from './pageVector.ts'
import { createTermScore } from './termScore.ts'

export const maxKeywords = 10

/** Scores the terms of one page after another. */
export interface PageTerms {
  /** To be called first. `visit` hears of each term, and of how many pages it seems to stand in. */
  read(page: OkPage, visit?: (place: number, pagesWithTerm: number) => void): void
  /** What tells the page from the others: at most 10, the best first. */
  readonly keywords: BestTerms
  /** The best of its terms that stand in another page, too: what it can be near to others by. */
  shared(): readonly WeighedTerm[]
}

export interface CountedTerms {
  readonly table: TermTable
  /** Brings the terms of a page into the table, without those of its boilerplate. */
  readonly readTerms: (page: OkPage) => void
  readonly frequencies: Frequencies
  readonly pages: number
}

/** Scores by how many of `pages` pages the terms were counted in. */
export function createPageTerms(
  { table, readTerms, frequencies, pages }: CountedTerms,
  maxShared: number,
): PageTerms {
  const keywords = createBestTerms(maxKeywords, table.compare)
  const shared = createBestTerms(maxShared, table.compare)
  const termScore = createTermScore(pages)
  return {
    read(page, visit) {
      readTerms(page)
      keywords.clear()
      shared.clear()
      for (let place = 0; place < table.length; place++) {
        const pagesWithTerm = frequencies.ofHash(table.low(place), table.high(place))
        const score = termScore(table.count(place), pagesWithTerm)
        keywords.offer(place, score)
        if (pagesWithTerm > 1) shared.offer(place, score)
        visit?.(place, pagesWithTerm)
      }
    },
    keywords,
    shared() {
      const terms: WeighedTerm[] = []
      for (let at = 0; at < shared.length; at++) {
        terms.push({ hash: table.high(shared.place(at)), score: shared.score(at) })
      }
      return terms
    },
  }
}
