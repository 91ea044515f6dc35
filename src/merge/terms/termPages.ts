import type { CorpusPage } from '../../types.ts'
import type { CorpusGroups, OkPage } from '../distributions/eachOkPage.ts'
import type { KeptKeywords } from './createKeptKeywords.ts'
import { createNearest, type Nearest } from './createNearest.ts'
import type { Postings } from './createPostings.ts'
import type { TermOptions } from './termOptions.ts'

export type TermPage = Pick<CorpusPage, 'index' | 'keywords' | 'nearest'>

/** What is known of all pages once their terms are counted, by their place among those that are ok. */
export interface CountedCorpus extends Pick<TermOptions, 'maxCompared'> {
  readonly keywords: KeptKeywords
  readonly postings: Postings
  /** The index of each. */
  readonly indexes: Uint32Array
}

const maxGroup = 32

/** The pages that are ok with their keywords and neighbours, in small groups. Reads the rows once. */
export function* termPages(rows: CorpusGroups, corpus: CountedCorpus): Generator<readonly TermPage[]> {
  const nearest = createNearest(corpus.postings, corpus.maxCompared)
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
  { keywords, indexes }: CountedCorpus,
): TermPage {
  return {
    index: page.index,
    keywords: keywords.of(place, page.features),
    nearest: nearest(place).map((near) => ({
      index: indexes[near.place] ?? 0,
      similarity: near.hundredths / 100,
    })),
  }
}

function* okPages(rows: CorpusGroups): Generator<OkPage> {
  for (const group of rows()) for (const row of group) if (row.status === 'ok') yield row
}
