import { createGiveWay } from '../../config/giveWay.ts'
import type { CorpusTerm } from '../../types.ts'
import { createFrequencies } from '../distributions/createFrequencies.ts'
import { type CorpusGroups, eachOkPage, type OkPage } from '../distributions/eachOkPage.ts'
import { createCorpusLeaders } from './createCorpusLeaders.ts'
import { createKeptKeywords } from './createKeptKeywords.ts'
import { type CountedTerms, createPageTerms, maxKeywords } from './createPageTerms.ts'
import { createPostings } from './createPostings.ts'
import { createTermTable } from './createTermTable.ts'
import { pageVector } from './pageVector.ts'
import { type TermOptions, usualTermOptions } from './termOptions.ts'
import { type CountedCorpus, type TermPage, termPages } from './termPages.ts'

export interface CorpusTerms {
  readonly terms: readonly CorpusTerm[]
  /** The pages that are ok, in input order, at most 32 at a time, made as they are asked for. Reads the rows once. */
  pages(): Iterable<readonly TermPage[]>
}

const minVectorTerms = 4

/**
 * The terms that stand in most pages, and for each page what tells it from the others and which pages are nearest to it:
 * the cosine similarity of their best terms that another page has, too. The first `exact` distinct terms are counted
 * exactly, those met later in a sketch that may say too much; what `terms` says of a term is exact always.
 *
 * Reads the rows twice, and once more each time the pages are asked for. Memory: 24 bytes (48 at worst) for each of
 * `exact`, and 16 for each of `sketchWidth` once there are more, both until the terms are found; 12 for each term of a vector and 4 for each distinct one; 50 a page. With the usual
 * options that is under 200 MB for a million pages. Time is linear in the terms of all pages.
 */
export async function corpusTerms(
  rows: CorpusGroups,
  options: Partial<TermOptions> & {
    /** The rows as the pages are made of them, which need no more than the terms. */
    readonly pageRows?: CorpusGroups
  } = {},
): Promise<CorpusTerms> {
  const { pageRows = rows, ...given } = options
  const settings = { ...usualTermOptions, ...given }
  const { terms, ...found } = await scoredTerms(rows, settings)
  await found.postings.sort(createGiveWay())
  return { terms, pages: () => termPages(pageRows, { ...found, maxCompared: settings.maxCompared }) }
}

/** On its own, so that what was counted is let go. */
async function scoredTerms(
  rows: CorpusGroups,
  settings: TermOptions,
): Promise<Pick<CorpusTerms, 'terms'> & Omit<CountedCorpus, 'maxCompared'>> {
  const counted = await countedTerms(rows, settings)
  const { table, pages } = counted
  const vectorTerms = vectorTermsOf(pages, settings)
  const pageTerms = createPageTerms(counted, vectorTerms)
  const postings = createPostings(pages * vectorTerms, pages)
  const keywords = createKeptKeywords(pages, maxKeywords)
  const leaders = createCorpusLeaders(table)
  const indexes = new Uint32Array(pages)
  let place = 0
  await eachOkPage(rows, (page) => {
    pageTerms.read(page, leaders.add)
    keywords.put(place, pageTerms.keywords, table.entry)
    postings.add(place, pageVector(pageTerms.shared(), postings.scale))
    indexes[place] = page.index
    place += 1
  })
  return { terms: leaders.terms(pages), keywords, postings, indexes }
}

async function countedTerms(
  rows: CorpusGroups,
  { boilerplateTerms, ...limits }: TermOptions,
): Promise<CountedTerms> {
  const frequencies = createFrequencies(limits)
  const table = createTermTable()
  const readTerms = (page: OkPage): void => {
    table.read(page.features)
    const less = boilerplateTerms(page)
    if (less !== undefined) table.takeAway(less)
  }
  let pages = 0
  await eachOkPage(rows, (page) => {
    pages += 1
    readTerms(page)
    for (let at = 0; at < table.length; at++) frequencies.addHash(table.low(at), table.high(at))
  })
  return { table, readTerms, frequencies, pages }
}

function vectorTermsOf(pages: number, { maxVectorTerms, maxCorpusVectorTerms }: TermOptions): number {
  const share = Math.floor(maxCorpusVectorTerms / Math.max(pages, 1))
  return Math.max(minVectorTerms, Math.min(maxVectorTerms, share))
}
