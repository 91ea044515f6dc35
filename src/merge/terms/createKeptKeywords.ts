import type { CorpusPage, PageFeatures } from '../../types.ts'
import type { BestTerms } from './createBestTerms.ts'
import { termReader } from './termReader.ts'

/** The keywords of pages, 4 bytes each: which of a page's terms they are, and their scores. The terms are read again. */
export interface KeptKeywords {
  /** `entryOf`: where the term at a place of the page's table stands among the page's terms. */
  put(page: number, keywords: BestTerms, entryOf: (place: number) => number): void
  of(page: number, features: Pick<PageFeatures, 'terms' | 'flatTerms'>): CorpusPage['keywords']
}

/** A page has at most 256 terms; a score is below 1,000, were there a million mentions among 10¹⁸ pages. */
const SCORE_BITS = 20
const MAX_SCORE = 2 ** SCORE_BITS - 1

export function createKeptKeywords(pages: number, maxKeywords: number): KeptKeywords {
  const cells = new Uint32Array(pages * maxKeywords)
  const lengths = new Uint8Array(pages)
  return {
    put(page, keywords, entryOf) {
      lengths[page] = keywords.length
      for (let at = 0; at < keywords.length; at++) {
        const score = Math.min(Math.round(keywords.score(at) * 1000), MAX_SCORE)
        cells[page * maxKeywords + at] = (entryOf(keywords.place(at)) << SCORE_BITS) | score
      }
    },
    of(page, features) {
      const termAt = termReader(features)
      const first = page * maxKeywords
      return Array.from(cells.subarray(first, first + (lengths[page] ?? 0)), (cell) => ({
        term: termAt(cell >>> SCORE_BITS),
        score: (cell & MAX_SCORE) / 1000,
      }))
    },
  }
}
