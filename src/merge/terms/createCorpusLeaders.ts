import type { CorpusTerm } from '../../types.ts'
import { byRank, createLeaders } from '../distributions/createLeaders.ts'
import type { TermTable } from './createTermTable.ts'
import { inThousandths, inverseDocumentFrequency } from './termScore.ts'

const maxTerms = 100
/** More than are wanted, so that frequencies that were estimated too high crowd out none of them. */
const maxCandidates = 1000

/** Finds the terms that stand in most pages, and counts them exactly. */
export interface CorpusLeaders {
  /** The term at this place of a page's table, and in how many pages it seems to stand in all; the same for each of them. */
  add(place: number, pagesWithTerm: number): void
  /** By pages, ties in code point order. `tfIdf` is count × inverse document frequency, in thousandths. */
  terms(pages: number): CorpusTerm[]
}

export function createCorpusLeaders(table: TermTable): CorpusLeaders {
  const leaders = createLeaders(maxCandidates)
  return {
    add(place, pagesWithTerm) {
      if (pagesWithTerm < leaders.leastRank()) return
      const leader = leaders.offer(table.term(place), pagesWithTerm)
      if (leader === undefined) return
      leader.pages += 1
      leader.count += table.count(place)
    },
    terms: (corpusPages) =>
      leaders
        .best()
        .map((leader) => ({ ...leader, rank: leader.pages }))
        .sort(byRank)
        .slice(0, maxTerms)
        .map(({ value, pages, count }) => ({
          term: value,
          pages,
          count,
          tfIdf: inThousandths(count * inverseDocumentFrequency(pages, corpusPages)),
        })),
  }
}
