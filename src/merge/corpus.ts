import type { Corpus, CorpusPage, CorpusRow, FeatureColumn, Keyword } from '../types.ts'
import { createBoilerplateTerms } from './boilerplate/createBoilerplateTerms.ts'
import { type SharedParagraphs, sharedParagraphs } from './boilerplate/sharedParagraphs.ts'
import { distributions } from './distributions/distributions.ts'
import { duplicates } from './duplicates/duplicates.ts'
import type { LinkGraph } from './links/linkGraph.ts'
import { corpusTerms } from './terms/corpusTerms.ts'

/** The pages of a run as they are compared. */
export interface CorpusSource {
  /** Each page once, in input order, a group at a time: the same each time. */
  /** With those of the features' large columns that are asked for. */
  rows(columns: readonly FeatureColumn[]): Iterable<readonly CorpusRow[]>
  /** The main text of a page by its index; null where there is none. */
  text(index: number): string | null
}

/** How texts were cut when the rows' features were made. */
export interface TextTools {
  readonly wordsOf: (text: string) => readonly string[]
  readonly termsOf: (text: string, language: string | null) => readonly Keyword[]
  readonly paragraphsOf: (text: string) => readonly { readonly hash: number; readonly text: string }[]
}

/**
 * What only all pages together can tell. Reads the rows several times, gives way to the event loop, and holds some hundred bytes a
 * page. The same rows give the same corpus, however they came to be.
 */
export async function corpus(source: CorpusSource, tools: TextTools, graph: LinkGraph): Promise<Corpus> {
  const withOnly =
    (...columns: FeatureColumn[]) =>
    () =>
      source.rows(columns)
  const readText = source.text
  const { near, soft, isRepeat } = await duplicates({
    rows: withOnly('bands'),
    readText,
    wordsOf: tools.wordsOf,
  })
  const shared: SharedParagraphs = await sharedParagraphs({
    rows: withOnly('paragraphs'),
    isRepeat,
    readText,
    paragraphsOf: tools.paragraphsOf,
  })
  const { terms, pages } = await corpusTerms(withOnly('terms', 'paragraphs'), {
    withoutBoilerplate: createBoilerplateTerms(shared.all, tools.termsOf),
  })
  return {
    terms,
    ...(await distributions(withOnly())),
    boilerplate: shared.reported,
    nearDuplicates: near,
    softDuplicates: soft,
    links: graph.summary,
    *pages() {
      for (const group of pages()) {
        yield group.map((page): CorpusPage => ({ ...page, links: graph.page(page.index) }))
      }
    },
  }
}
