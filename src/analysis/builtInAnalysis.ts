import type { PageAnalysis } from '../types.ts'
import { canonical } from './canonical.ts'
import { declaredLanguage, primaryLanguage } from './declaredLanguage.ts'
import { description } from './description.ts'
import type { DocumentKind } from './documentKind.ts'
import { keywords } from './keywords.ts'
import { links } from './links.ts'
import { unwrappedText } from './plainText.ts'
import type { ReadPage } from './readPage.ts'
import { sentences } from './sentences.ts'
import { title } from './title.ts'
import { warnings } from './warnings.ts'
import { words } from './words.ts'

/** What our own analysers find on a page: each is one pure function. Keys in the order of `PageAnalysis`. */
export function builtInAnalysis(read: ReadPage, kind: DocumentKind, pageUrl: string): PageAnalysis {
  const { parts, depthTruncated } = read
  const declared = declaredLanguage(parts)
  const language = primaryLanguage(declared)
  const found = words(parts.text)
  return {
    title: title(parts),
    description: description(parts),
    language,
    declaredLanguage: declared,
    text: parts.text,
    words: found.length,
    sentences: sentences(kind === 'plain' ? unwrappedText(parts.text) : parts.text),
    keywords: keywords(found, language),
    headings: parts.headings,
    links: links(parts, pageUrl),
    metadata: { canonical: canonical(parts, pageUrl) },
    warnings: warnings(parts, found.length, depthTruncated),
  }
}
