import type { Entities, Keyword, PageLinks, PageMetadata, Sentiment } from '../types.ts'
import type { AnalysisTools } from './analysisTools.ts'
import { baseUrl } from './baseUrl.ts'
import { primaryLanguage } from './declaredLanguage.ts'
import type { DocumentKind } from './documentKind.ts'
import { shingleStates } from './features/shingleStates.ts'
import { withFeedFacts } from './feed/withFeedFacts.ts'
import { type Fingerprint, fingerprint } from './fingerprint.ts'
import { topTerms } from './keywords.ts'
import type { DetectedLanguage } from './language/loadLanguageDetector.ts'
import { type MainText, mainText } from './mainText/mainText.ts'
import { metadata } from './metadata/metadata.ts'
import { onceMade } from './onceMade.ts'
import { onOneLine } from './onOneLine.ts'
import { unwrappedText } from './plainText.ts'
import { type Readability, readability } from './readability.ts'
import type { ReadPage } from './readPage.ts'
import { sentences } from './sentences.ts'
import { stopWords } from './stopWords.ts'
import { links } from './structure/links.ts'
import { type Tokens, tokens } from './tokens.ts'
import { type Vocabulary, vocabulary } from './vocabulary.ts'
import { type WordStatistics, wordStatistics } from './wordStatistics.ts'

/** A page, and what several analysers ask of it: found when the first one asks, and once. */
export interface PageInHand {
  readonly read: ReadPage
  readonly url: string
  readonly tools: AnalysisTools
  /** What its references are relative to. */
  base(): string
  metadata(): PageMetadata
  mainText(): MainText
  /** The main text `onOneLine`. */
  line(): string
  markdown(): string
  entities(): Entities | null
  sentiment(): Sentiment | null
  detected(): DetectedLanguage
  /** As found in the text, else as the page declares it. */
  language(): string | null
  tokens(): Tokens
  vocabulary(): Vocabulary
  stopWords(): ReturnType<typeof stopWords>
  statistics(): WordStatistics
  readability(): Readability | null
  /** The most frequent terms: more of them where pages are compared. */
  topTerms(): readonly Keyword[]
  links(): PageLinks
  /** See `shingleStates`. */
  shingles(): Int32Array
  fingerprint(): Fingerprint
  sentences(): number
}

export interface PageToRead {
  readonly read: ReadPage
  readonly kind: DocumentKind
  readonly url: string
}

/** Terms of a page in its result, and those it is compared by. */
export const SHOWN_TERMS = 20
const COMPARED_TERMS = 256

const undetected: DetectedLanguage = { language: null, confidence: 0 }

export function createPageInHand({ read, kind, url }: PageToRead, tools: AnalysisTools): PageInHand {
  const { parts } = read
  const page: PageInHand = {
    read,
    url,
    tools,
    base: onceMade(() => baseUrl(parts.notable, url)),
    metadata: onceMade(() => {
      const found = metadata({ notable: parts.notable, marked: parts.marked, pageUrl: url })
      return kind === 'xml' ? withFeedFacts(found, read.root) : found
    }),
    mainText: onceMade(() => mainText(parts.measured, kind, url)),
    line: onceMade(() => onOneLine(page.mainText().text)),
    markdown: onceMade(
      () => tools.writeMarkdown?.(read.root, kind, page.mainText().nodes(), page.base()) ?? '',
    ),
    entities: onceMade(() => tools.findEntities?.(page.mainText().text, page.language()) ?? null),
    sentiment: onceMade(() => tools.rateSentiment?.(page.mainText().text, page.language()) ?? null),
    detected: onceMade(() => tools.detectLanguage?.(page.mainText().text) ?? undetected),
    language: onceMade(() => page.detected().language ?? primaryLanguage(page.metadata().language)),
    tokens: onceMade(() => tokens(page.mainText().text)),
    vocabulary: onceMade(() => vocabulary(page.tokens())),
    stopWords: onceMade(() => stopWords(page.language())),
    statistics: onceMade(() => wordStatistics(page.vocabulary(), page.language())),
    readability: onceMade(() => readability(page.vocabulary(), page.sentences(), page.language())),
    topTerms: onceMade(() =>
      topTerms(page.vocabulary(), page.stopWords(), tools.findFeatures ? COMPARED_TERMS : SHOWN_TERMS),
    ),
    links: onceMade(() => links(parts.structure.links, page.base(), url, page.mainText().isMainBetween)),
    shingles: onceMade(() => shingleStates(page.vocabulary())),
    fingerprint: onceMade(() => fingerprint(page.line(), page.shingles())),
    sentences: onceMade(() => {
      const { text } = page.mainText()
      return sentences(kind === 'plain' ? unwrappedText(text) : text)
    }),
  }
  return page
}
