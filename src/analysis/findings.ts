import type { AnalyserName, PageFindings, PageMetadata } from '../types.ts'
import { keyPhrases } from './keyPhrases.ts'
import { type PageInHand, SHOWN_TERMS } from './pageInHand.ts'
import { paragraphs } from './paragraphs.ts'
import { codeBlocks } from './structure/codeBlocks.ts'
import { images } from './structure/images.ts'
import { lists } from './structure/lists.ts'
import { tables } from './structure/tables.ts'

/** A key of an analyser that is off is undefined. */
export type Findings = { readonly [Key in keyof PageFindings]: PageFindings[Key] | undefined }

/** What the analysers that are on find on a page, keys in the order of `PageFindings`. What is off costs nothing. */
export function pageFindings(page: PageInHand): Findings {
  const { structure } = page.read.parts
  const by = (analyser: AnalyserName): PageInHand | undefined =>
    page.tools.analysers.has(analyser) ? page : undefined
  // Not put in key by key: the engine makes a dictionary of an object with so many keys, which is slow to fill and slow to read.
  return {
    title: by('metadata')?.metadata().title,
    description: by('metadata')?.metadata().description,
    language: by('language')?.language(),
    languageConfidence: by('language')?.detected().confidence,
    declaredLanguage: by('metadata')?.metadata().language,
    pageKind: by('text')?.mainText().kind,
    excerpt: by('text')?.mainText().excerpt,
    text: by('text')?.mainText().text,
    markdown: by('markdown')?.markdown(),
    words: by('words')?.statistics().words,
    uniqueWords: by('words')?.statistics().uniqueWords,
    sentences: by('words')?.sentences(),
    paragraphs: by('words') && paragraphs(page.mainText().text),
    lexicalDiversity: by('words')?.statistics().lexicalDiversity,
    readingTimeSeconds: by('words')?.statistics().readingTimeSeconds,
    readability: by('readability')?.readability(),
    keywords: by('keywords')?.topTerms().slice(0, SHOWN_TERMS),
    keyPhrases: by('keyPhrases') && keyPhrases(page.tokens(), page.vocabulary(), page.stopWords()),
    entities: by('entities')?.entities(),
    sentiment: by('sentiment')?.sentiment(),
    headings: by('headings')?.read.parts.headings,
    links: by('links')?.links(),
    images: by('images') && images(structure.images, page.base(), page.mainText().isMainBetween),
    tables: by('tables') && tables(structure.tables, page.mainText().isMainBetween),
    lists: by('lists') && lists(structure.lists, page.mainText().isMainBetween),
    codeBlocks: by('codeBlocks') && codeBlocks(structure.code, page.mainText().isMainBetween),
    metadata: by('metadata') && facts(page.metadata()),
    fingerprint: by('fingerprint')?.fingerprint(),
  }
}

/** What stands at the top of the analysis does not stand in `metadata` again. */
function facts(found: PageMetadata): PageFindings['metadata'] {
  const { title: _title, description: _description, language: _language, ...rest } = found
  return rest
}
