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

/**
 * What may follow a name in a path: one of these names, of which a plain value has none, or null for whatever a page, a list or the
 * user has there.
 */
export interface RowNames {
  readonly [name: string]: RowNames | null
}

type Names<Key extends PropertyKey> = Readonly<Record<Key, RowNames | null>>
type KeyOfAny<T> = T extends unknown ? keyof T : never

/** A text, a number or a boolean, or null in its place: a path ends there. */
const plain: RowNames = {}

const http: Names<keyof PageHttp> = {
  statusCode: plain,
  contentType: plain,
  charset: plain,
  bytes: plain,
  redirects: null,
  headers: null,
}

const failure: Names<keyof Failure | 'attempts'> = {
  stage: plain,
  code: plain,
  message: plain,
  statusCode: plain,
  attempts: plain,
}

const metadata: Names<keyof PageFindings['metadata']> = {
  authors: null,
  publishedAt: plain,
  modifiedAt: plain,
  siteName: plain,
  canonical: plain,
  image: plain,
  favicon: plain,
  alternates: null,
  feeds: null,
  robots: null,
  openGraph: null,
  twitter: null,
  jsonLd: null,
  microdata: null,
}

const entities: Names<keyof Entities> = { people: null, organisations: null, places: null }
const sentiment: Names<keyof Sentiment> = { score: plain, sentences: plain, positive: plain, negative: plain }
const links: Names<keyof PageLinks> = { internal: null, external: null }
const fingerprint: Names<keyof PageFingerprint> = { sha256: plain, simhash: plain }

const analysis: Names<keyof PageAnalysis> = {
  title: plain,
  description: plain,
  language: plain,
  languageConfidence: plain,
  declaredLanguage: plain,
  pageKind: plain,
  excerpt: plain,
  text: plain,
  markdown: plain,
  words: plain,
  uniqueWords: plain,
  sentences: plain,
  paragraphs: plain,
  lexicalDiversity: plain,
  readingTimeSeconds: plain,
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

const corpusLinks: Names<keyof CorpusPage['links']> = { in: plain, out: plain, rank: plain }

const corpus: Names<Exclude<keyof CorpusPage, 'index'> | 'nearDuplicateOf'> = {
  keywords: null,
  nearest: null,
  links: corpusLinks,
  nearDuplicateOf: plain,
}

/** The names that rows of the result have; `corpus`, in flat formats alone, is what all pages together tell of one. */
export const rowNames: Names<KeyOfAny<PageResult> | 'corpus'> & RowNames = {
  index: plain,
  url: plain,
  status: plain,
  change: plain,
  finalUrl: plain,
  http,
  analysis,
  failure,
  reason: plain,
  of: plain,
  rule: plain,
  input: null,
  fetchedAt: plain,
  elapsedMs: plain,
  corpus,
}
