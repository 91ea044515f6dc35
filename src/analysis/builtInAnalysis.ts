import type { PageAnalysis } from '../types.ts'
import { canonical } from './canonical.ts'
import { declaredLanguage, primaryLanguage } from './declaredLanguage.ts'
import { description } from './description.ts'
import type { DocumentKind } from './documentKind.ts'
import { fingerprint } from './fingerprint.ts'
import { keyPhrases } from './keyPhrases.ts'
import { topTerms } from './keywords.ts'
import type { LanguageDetector } from './language/loadLanguageDetector.ts'
import { links } from './links.ts'
import { paragraphs } from './paragraphs.ts'
import { unwrappedText } from './plainText.ts'
import { readability } from './readability.ts'
import type { ReadPage } from './readPage.ts'
import { sentences } from './sentences.ts'
import { stopWords } from './stopWords.ts'
import { title } from './title.ts'
import { tokens } from './tokens.ts'
import { vocabulary } from './vocabulary.ts'
import { warnings } from './warnings.ts'
import { wordStatistics } from './wordStatistics.ts'

/** What our own analysers find on a page: each is one pure function. Keys in the order of `PageAnalysis`. */
export function builtInAnalysis(
  read: ReadPage,
  kind: DocumentKind,
  pageUrl: string,
  detectLanguage: LanguageDetector,
): PageAnalysis {
  const { parts, depthTruncated } = read
  const { text } = parts
  const declared = declaredLanguage(parts)
  const detected = detectLanguage(text)
  const language = detected.language ?? primaryLanguage(declared)
  const found = tokens(text)
  const words = vocabulary(found.words)
  const stops = stopWords(language)
  const statistics = wordStatistics(words, language)
  const sentenceCount = sentences(kind === 'plain' ? unwrappedText(text) : text)
  return {
    title: title(parts),
    description: description(parts),
    language,
    languageConfidence: detected.confidence,
    declaredLanguage: declared,
    text,
    words: statistics.words,
    uniqueWords: statistics.uniqueWords,
    sentences: sentenceCount,
    paragraphs: paragraphs(text),
    lexicalDiversity: statistics.lexicalDiversity,
    readingTimeSeconds: statistics.readingTimeSeconds,
    readability: readability(words, sentenceCount, language),
    keywords: topTerms(words, stops),
    keyPhrases: keyPhrases(found, words, stops),
    headings: parts.headings,
    links: links(parts, pageUrl),
    metadata: { canonical: canonical(parts, pageUrl) },
    fingerprint: fingerprint(text, words),
    warnings: warnings(parts, statistics.words, depthTruncated),
  }
}
