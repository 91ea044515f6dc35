import { createGiveWay } from '../config/giveWay.ts'
import type { Corpus, CorpusColumn, CorpusPage, CorpusRow, Keyword } from '../types.ts'
import { createBoilerplateTerms } from './boilerplate/createBoilerplateTerms.ts'
import { createParagraphCounter, type ParagraphCounter } from './boilerplate/createParagraphCounter.ts'
import { type SharedParagraphs, sharedParagraphs } from './boilerplate/sharedParagraphs.ts'
import { createDistributions } from './distributions/createDistributions.ts'
import { createTextList } from './duplicates/createTextList.ts'
import { type Duplicates, duplicates } from './duplicates/duplicates.ts'
import { eachRow } from './eachRow.ts'
import { createGraphBuilder, type GraphBuilder } from './links/createGraphBuilder.ts'
import type { LinkGraph } from './links/linkGraph.ts'
import { corpusTerms } from './terms/corpusTerms.ts'

/** The pages of a run as they are compared. */
export interface CorpusSource {
  /**
   * Each page once, in input order, a group at a time: the same each time. With those of the features' large columns that
   * are asked for.
   */
  rows(columns: readonly CorpusColumn[]): Iterable<readonly CorpusRow[]>
  /** The main text of a page by its index; null where there is none. */
  text(index: number): string | null
}

/** How texts were cut when the rows' features were made. */
export interface TextTools {
  readonly wordsOf: (text: string) => readonly string[]
  readonly termsOf: (text: string, language: string | null) => readonly Keyword[]
  readonly paragraphsOf: (text: string) => readonly { readonly hash: number; readonly text: string }[]
}

export interface CorpusOptions extends TextTools {
  /** About how many there are. */
  readonly pages: number
  readonly urlHash: (key: string) => number
}

/** What was found of the pages, and the links between them. */
export interface FoundCorpus {
  readonly corpus: Corpus
  readonly graph: LinkGraph
}

/**
 * What only all pages together can tell. Each walk over the rows serves all that can be told by then, four walks in all and
 * another for the pages; what a step holds is let go before the next begins. Gives way to the event loop. The same rows
 * give the same corpus, however they came to be.
 */
export async function corpus(source: CorpusSource, options: CorpusOptions): Promise<FoundCorpus> {
  const builder = createGraphBuilder(options.urlHash)
  const { spread, near, soft, shared } = await firstWalks(source, builder, options)
  const graph = await builder.graph()
  const linksOf = graph.page
  const { terms, pages } = await corpusTerms(() => source.rows(['terms', 'paragraphs']), {
    boilerplateTerms: createBoilerplateTerms(shared.all, options.termsOf),
    pageRows: () => source.rows(['terms']),
  })
  return {
    graph,
    corpus: {
      terms,
      ...spread,
      boilerplate: shared.reported,
      nearDuplicates: near,
      softDuplicates: soft,
      links: graph.summary,
      *pages() {
        for (const group of pages()) {
          yield group.map(
            ({ index, keywords, nearest }): CorpusPage => ({
              index,
              keywords,
              nearest,
              links: linksOf(index),
            }),
          )
        }
      },
    },
  }
}

/** On its own, so that what the paragraphs were counted in is let go. */
async function firstWalks(
  source: CorpusSource,
  builder: GraphBuilder,
  options: CorpusOptions,
): Promise<FoundByPage & { readonly shared: SharedParagraphs }> {
  const { paragraphs, ...found } = await firstWalk(source, builder, options)
  await builder.endPages()
  return { ...found, shared: await secondWalk(source, builder, paragraphs, options) }
}

type FoundByPage = Pick<Duplicates, 'near' | 'soft'> & {
  readonly spread: Pick<Corpus, 'distributions' | 'percentiles'>
}

/** What each page tells by itself, which have one text, and roughly, how many pages have a paragraph. */
async function firstWalk(
  source: CorpusSource,
  builder: GraphBuilder,
  { wordsOf, pages }: Pick<CorpusOptions, 'wordsOf' | 'pages'>,
): Promise<FoundByPage & { readonly paragraphs: ParagraphCounter }> {
  const counters = createDistributions()
  const texts = createTextList()
  const paragraphs = createParagraphCounter(pages)
  await eachRow(source.rows(['key', 'facts', 'bands', 'paragraphs']), (row) => {
    builder.addPage(row)
    texts.add(row)
    paragraphs.addRoughly(row)
    if (row.status === 'ok') counters.add(row)
  })
  const spread = await counters.found(() => source.rows(['facts']))
  const taken = await texts.taken(createGiveWay())
  const { near, soft, repeats } = await duplicates(taken, { readText: source.text, wordsOf })
  paragraphs.leaveOut(repeats)
  return { spread, near, soft, paragraphs }
}

/** The links, and the paragraphs that pages share. */
async function secondWalk(
  source: CorpusSource,
  builder: GraphBuilder,
  paragraphs: ParagraphCounter,
  { paragraphsOf }: TextTools,
): Promise<SharedParagraphs> {
  await eachRow(source.rows(['paragraphs', 'links']), (row) => {
    builder.addLinks(row)
    paragraphs.addExactly(row)
  })
  return sharedParagraphs(paragraphs.counted(), { readText: source.text, paragraphsOf })
}
