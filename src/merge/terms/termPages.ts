import type { CorpusPage } from '../../types.ts'
import type { CorpusGroups, OkPage } from '../distributions/eachOkPage.ts'
import { createNearest, type Nearest } from './createNearest.ts'
import type { PageTerms } from './createPageTerms.ts'
import type { Postings } from './createPostings.ts'
import { pageVector } from './pageVector.ts'
import type { TermOptions } from './termOptions.ts'

export type TermPage = Pick<CorpusPage, 'index' | 'keywords' | 'nearest'>

/** What is known of all pages once their terms are counted. */
export interface CountedCorpus extends Pick<TermOptions, 'maxPostings'> {
  readonly pageTerms: PageTerms
  readonly postings: Postings
  /** The index of each page that is ok, in their order. */
  readonly indexes: Uint32Array
}

const maxGroup = 32

/** The pages that are ok with their keywords and neighbours, in small groups. Reads the rows once. */
export function* termPages(rows: CorpusGroups, corpus: CountedCorpus): Generator<readonly TermPage[]> {
  const nearest = createNearest(corpus.postings, corpus.maxPostings)
  let group: TermPage[] = []
  let place = 0
  for (const page of okPages(rows)) {
    group.push(termPage(page, place, nearest, corpus))
    place += 1
    if (group.length < maxGroup) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

function termPage(
  page: OkPage,
  place: number,
  nearest: Nearest,
  { pageTerms, postings, indexes }: CountedCorpus,
): TermPage {
  pageTerms.read(page)
  const found = nearest(place, pageVector(pageTerms.shared(), postings.scale))
  return {
    index: page.index,
    keywords: pageTerms.keywords(),
    nearest: found.map((near) => ({ index: indexes[near.place] ?? 0, similarity: near.hundredths / 100 })),
  }
}

function* okPages(rows: CorpusGroups): Generator<OkPage> {
  for (const group of rows()) for (const row of group) if (row.status === 'ok') yield row
}
