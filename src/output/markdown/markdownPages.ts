import type { Corpus, FailureCode } from '../../types.ts'
import { failedResult, type Row, type RowResult } from '../row.ts'

const MAX_CLUSTERS = 50
export const MAX_CLUSTER_PAGES = 10
const MAX_PAGES = 200
const MAX_URLS_OF_CODE = 100

/** The few of all rows that a summary shows. */
export interface PageSample {
  add(row: Row): void
  /** The first pages, those that failed or were skipped among them. */
  readonly pages: readonly RowResult[]
  /** The first URLs of each failure, by its code. */
  readonly failed: ReadonlyMap<FailureCode, readonly string[]>
  /** The URL of a page that the near duplicates name. */
  urlOf(index: number): string | undefined
}

export function createPageSample(corpus: Corpus | null): PageSample {
  const pages: RowResult[] = []
  const failed = new Map<FailureCode, string[]>()
  const named = new Set(shownClusters(corpus).flatMap(({ pages }) => pages.slice(0, MAX_CLUSTER_PAGES)))
  const urls = new Map<number, string>()
  let index = -1
  return {
    pages,
    failed,
    urlOf: (page) => urls.get(page),
    add(row) {
      // Rows come in the order of the input, one for each entry.
      index += 1
      if (named.has(index)) urls.set(index, row.result().url)
      if (pages.length < MAX_PAGES) pages.push(shortened(row.result()))
      const failure = failedResult(row)
      if (failure === undefined) return
      const { code } = failure.failure
      const sameCode = failed.get(code) ?? []
      if (sameCode.length < MAX_URLS_OF_CODE) sameCode.push(failure.url)
      failed.set(code, sameCode)
    },
  }
}

export function shownClusters(corpus: Corpus | null): Corpus['nearDuplicates'] {
  return corpus ? corpus.nearDuplicates.slice(0, MAX_CLUSTERS) : []
}

/** Without what is long and not shown: rows may be megabytes. */
function shortened(row: RowResult): RowResult {
  if (row.status !== 'ok') return row
  const { title = null, language = null, words = 0 } = row.analysis
  return { ...row, analysis: { title, language, words, warnings: [] } }
}
