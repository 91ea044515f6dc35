import type { Corpus, CorpusPage } from '../types.ts'

/** What only all pages together tell of one. */
export interface RowFigures extends Omit<CorpusPage, 'index'> {
  /** The page that its text is nearly that of: the first of its near duplicates. Null for that page, and for one without any. */
  readonly nearDuplicateOf: number | null
}

/** The figures of the rows, to be asked for in their order. Undefined for a row that is no page, or none that is ok. */
export function createRowFigures(corpus: Corpus): (index: number) => RowFigures | undefined {
  const pages = eachPage(corpus)
  const canonical = canonicalPages(corpus)
  let next = pages.next()
  return (index) => {
    while (next.value !== undefined && next.value.index < index) next = pages.next()
    if (next.value?.index !== index) return undefined
    const { keywords, nearest, links } = next.value
    return { keywords, nearest, links, nearDuplicateOf: canonical(index) }
  }
}

function* eachPage(corpus: Corpus): Generator<CorpusPage, undefined> {
  for (const group of corpus.pages()) yield* group
}

/** The first page of each page's cluster, 4 bytes a page. */
function canonicalPages({ nearDuplicates }: Corpus): (index: number) => number | null {
  let last = -1
  for (const { pages } of nearDuplicates) for (const page of pages) last = Math.max(last, page)
  // Counted from 1, so that 0 is none.
  const first = new Uint32Array(last + 1)
  for (const { canonical, pages } of nearDuplicates) {
    for (const page of pages) if (page !== canonical) first[page] = canonical + 1
  }
  return (index) => {
    const found = first[index] ?? 0
    return found === 0 ? null : found - 1
  }
}
