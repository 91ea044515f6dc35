import type { CorpusRow, PageFeatures } from '../../../src/types.ts'

export interface Page {
  readonly index?: number
  readonly key: string
  readonly status?: CorpusRow['status']
  /** Where it came from in the end. */
  readonly final?: string
  readonly links?: readonly string[]
}

/** A hash whose collisions are none: texts are numbered as they come. */
export function createNumbering(): (key: string) => number {
  const numbers = new Map<string, number>()
  return (key) => {
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  }
}

/** Pages as the store gives them, three at a time. */
export function rowsOf(pages: readonly Page[], urlHash: (key: string) => number): () => CorpusRow[][] {
  const rows = pages.map((page, place) => rowOf(page, page.index ?? place, urlHash))
  return () => Array.from({ length: Math.ceil(rows.length / 3) }, (_, i) => rows.slice(i * 3, i * 3 + 3))
}

function rowOf(page: Page, index: number, urlHash: (key: string) => number): CorpusRow {
  const row = { index, key: page.key, host: 'mill.example' }
  switch (page.status) {
    case 'failed':
      return { ...row, status: 'failed', failureCode: 'timeout' }
    case 'skipped':
      return { ...row, status: 'skipped' }
    default:
      return {
        ...row,
        status: 'ok',
        finalHash: urlHash(page.final ?? page.key),
        words: 1,
        language: 'en',
        // The graph reads nothing else of them.
        features: { links: Float64Array.from(page.links ?? [], urlHash) } as PageFeatures,
      }
  }
}
