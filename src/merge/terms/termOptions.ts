import type { FrequencyLimits } from '../distributions/createFrequencies.ts'
import type { OkPage } from '../distributions/eachOkPage.ts'
import type { TermCounts } from './termCounts.ts'

export interface TermOptions extends FrequencyLimits {
  /** The terms of a page that are boilerplate, which do not count; undefined for none. */
  readonly boilerplateTerms: (page: OkPage) => TermCounts | undefined
  /** Most terms by which a page is compared with others. */
  readonly maxVectorTerms: number
  /** Most such terms of all pages together: where there are more pages, each has fewer, at least 4. */
  readonly maxCorpusVectorTerms: number
  /** How often, at most, another page is looked at for a page, once for each term that both have. */
  readonly maxCompared: number
}

export const usualTermOptions: TermOptions = {
  exact: 500_000,
  sketchWidth: 2 ** 21,
  boilerplateTerms: () => undefined,
  maxVectorTerms: 16,
  maxCorpusVectorTerms: 8_000_000,
  maxCompared: 1024,
}
