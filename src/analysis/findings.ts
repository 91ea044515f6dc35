import type { AnalyserName, PageFindings } from '../types.ts'
import { keyPhrases } from './keyPhrases.ts'
import { type PageInHand, SHOWN_TERMS } from './pageInHand.ts'
import { paragraphs } from './paragraphs.ts'
import { codeBlocks } from './structure/codeBlocks.ts'
import { images } from './structure/images.ts'
import { lists } from './structure/lists.ts'
import { tables } from './structure/tables.ts'

interface Finding<Key extends keyof PageFindings> {
  /** The analyser that it belongs to. */
  readonly by: AnalyserName
  readonly find: (page: PageInHand) => PageFindings[Key]
}

/** Where each key comes from, in the order of the output. */
const findings: { readonly [Key in keyof PageFindings]: Finding<Key> } = {
  title: { by: 'metadata', find: (page) => page.metadata().title },
  description: { by: 'metadata', find: (page) => page.metadata().description },
  language: { by: 'language', find: (page) => page.language() },
  languageConfidence: { by: 'language', find: (page) => page.detected().confidence },
  declaredLanguage: { by: 'metadata', find: (page) => page.metadata().language },
  pageKind: { by: 'text', find: (page) => page.mainText().kind },
  excerpt: { by: 'text', find: (page) => page.mainText().excerpt },
  text: { by: 'text', find: (page) => page.mainText().text },
  markdown: { by: 'markdown', find: (page) => page.markdown() },
  words: { by: 'words', find: (page) => page.statistics().words },
  uniqueWords: { by: 'words', find: (page) => page.statistics().uniqueWords },
  sentences: { by: 'words', find: (page) => page.sentences() },
  paragraphs: { by: 'words', find: (page) => paragraphs(page.mainText().text) },
  lexicalDiversity: { by: 'words', find: (page) => page.statistics().lexicalDiversity },
  readingTimeSeconds: { by: 'words', find: (page) => page.statistics().readingTimeSeconds },
  readability: { by: 'readability', find: (page) => page.readability() },
  keywords: { by: 'keywords', find: (page) => page.topTerms().slice(0, SHOWN_TERMS) },
  keyPhrases: {
    by: 'keyPhrases',
    find: (page) => keyPhrases(page.tokens(), page.vocabulary(), page.stopWords()),
  },
  entities: { by: 'entities', find: (page) => page.entities() },
  sentiment: { by: 'sentiment', find: (page) => page.sentiment() },
  headings: { by: 'headings', find: ({ read }) => read.parts.headings },
  links: { by: 'links', find: (page) => page.links() },
  images: {
    by: 'images',
    find: (page) => images(page.read.parts.structure.images, page.base(), page.mainText().isMainBetween),
  },
  tables: {
    by: 'tables',
    find: (page) => tables(page.read.parts.structure.tables, page.mainText().isMainBetween),
  },
  lists: {
    by: 'lists',
    find: (page) => lists(page.read.parts.structure.lists, page.mainText().isMainBetween),
  },
  codeBlocks: {
    by: 'codeBlocks',
    find: (page) => codeBlocks(page.read.parts.structure.code, page.mainText().isMainBetween),
  },
  metadata: { by: 'metadata', find: (page) => facts(page.metadata()) },
  fingerprint: { by: 'fingerprint', find: (page) => page.fingerprint() },
}

const findingEntries = Object.entries(findings) as [keyof PageFindings, Finding<never>][]

/** What stands at the top of the analysis does not stand in `metadata` again. */
function facts(found: ReturnType<PageInHand['metadata']>): PageFindings['metadata'] {
  const { title: _title, description: _description, language: _language, ...rest } = found
  return rest
}

/** What the analysers that are on find on a page, keys in the order of `PageFindings`. What is off costs nothing. */
export function pageFindings(page: PageInHand): Partial<PageFindings> {
  const found: Partial<Record<keyof PageFindings, unknown>> = {}
  for (const [key, { by, find }] of findingEntries) {
    if (page.tools.analysers.has(by)) found[key] = find(page)
  }
  return found as Partial<PageFindings>
}
