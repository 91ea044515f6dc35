import type {
  CorpusPage,
  Entities,
  Failure,
  PageAnalysis,
  PageFindings,
  PageFingerprint,
  PageHttp,
  PageLinks,
  PageResult,
  Sentiment,
} from '../types.ts'

/** What may follow a name in a path: one of these names, or null for whatever a page, a list or the user has there. */
export interface RowNames {
  readonly [name: string]: RowNames | null
}

type Names<Key extends PropertyKey> = Readonly<Record<Key, RowNames | null>>
type KeyOfAny<T> = T extends unknown ? keyof T : never

const http: Names<keyof PageHttp> = {
  statusCode: null,
  contentType: null,
  charset: null,
  bytes: null,
  redirects: null,
  headers: null,
}

const failure: Names<keyof Failure | 'attempts'> = {
  stage: null,
  code: null,
  message: null,
  statusCode: null,
  attempts: null,
}

const metadata: Names<keyof PageFindings['metadata']> = {
  authors: null,
  publishedAt: null,
  modifiedAt: null,
  siteName: null,
  canonical: null,
  image: null,
  favicon: null,
  alternates: null,
  feeds: null,
  robots: null,
  openGraph: null,
  twitter: null,
  jsonLd: null,
  microdata: null,
}

const entities: Names<keyof Entities> = { people: null, organisations: null, places: null }
const sentiment: Names<keyof Sentiment> = { score: null, sentences: null, positive: null, negative: null }
const links: Names<keyof PageLinks> = { internal: null, external: null }
const fingerprint: Names<keyof PageFingerprint> = { sha256: null, simhash: null }

const analysis: Names<keyof PageAnalysis> = {
  title: null,
  description: null,
  language: null,
  languageConfidence: null,
  declaredLanguage: null,
  pageKind: null,
  excerpt: null,
  text: null,
  markdown: null,
  words: null,
  uniqueWords: null,
  sentences: null,
  paragraphs: null,
  lexicalDiversity: null,
  readingTimeSeconds: null,
  readability: null,
  keywords: null,
  keyPhrases: null,
  entities,
  sentiment,
  headings: null,
  links,
  images: null,
  tables: null,
  lists: null,
  codeBlocks: null,
  metadata,
  fingerprint,
  selectors: null,
  custom: null,
  warnings: null,
}

const corpusLinks: Names<keyof CorpusPage['links']> = { in: null, out: null, rank: null }

const corpus: Names<Exclude<keyof CorpusPage, 'index'> | 'nearDuplicateOf'> = {
  keywords: null,
  nearest: null,
  links: corpusLinks,
  nearDuplicateOf: null,
}

/** The names that rows of the result have; `corpus`, in flat formats alone, is what all pages together tell of one. */
export const rowNames: Names<KeyOfAny<PageResult> | 'corpus'> & RowNames = {
  index: null,
  url: null,
  status: null,
  change: null,
  finalUrl: null,
  http,
  analysis,
  failure,
  reason: null,
  of: null,
  rule: null,
  input: null,
  fetchedAt: null,
  elapsedMs: null,
  corpus,
}
