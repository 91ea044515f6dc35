import type { JsonObject, PageAnalysis } from '../types.ts'
import type { OkResult } from './runRow.ts'

type Part = keyof PageAnalysis

/** The text itself, in its several forms: it is compared line by line. */
const TEXTS: readonly Part[] = ['text', 'markdown', 'fingerprint']
/** What follows from the text, by counting in it or by quoting its beginning. */
const MEASURES: readonly Part[] = [
  'excerpt',
  'languageConfidence',
  'words',
  'uniqueWords',
  'sentences',
  'paragraphs',
  'lexicalDiversity',
  'readingTimeSeconds',
  'readability',
  'keywords',
  'keyPhrases',
  'entities',
  'sentiment',
]
/** What stands in the text too, and is compared where that is not there. */
const WITHIN_TEXT: readonly Part[] = ['tables', 'lists', 'codeBlocks']

const NEVER = new Set<string>([...TEXTS, ...MEASURES])
const NOT_BESIDE_TEXT = new Set<string>([...NEVER, ...WITHIN_TEXT])

/** The fields of a page's row that are compared with those of another, its text aside: those that both runs have asked for. */
export function comparedFields({ finalUrl, http, analysis }: OkResult, other: OkResult): JsonObject {
  const { bytes, headers, ...lasting } = http
  return asJson({
    finalUrl,
    http: { ...lasting, ...(headers && other.http.headers && { headers }) },
    analysis: Object.fromEntries(
      Object.entries(analysis).filter(
        ([name]) => Object.hasOwn(other.analysis, name) && isCompared(name, analysis, other.analysis),
      ),
    ),
  })
}

/** Paths that only one of two rows has: its run has asked for them, and the other has not. */
export function unmatchedPaths(before: OkResult, after: OkResult): string[] {
  const missing = (one: PageAnalysis, other: PageAnalysis): string[] =>
    Object.keys(one).filter(
      (name) => !Object.hasOwn(other, name) && (name === 'text' || isCompared(name, one, other)),
    )
  return [...missing(before.analysis, after.analysis), ...missing(after.analysis, before.analysis)].map(
    (name) => `analysis.${name}`,
  )
}

function isCompared(name: string, analysis: PageAnalysis, other: PageAnalysis): boolean {
  const hasText = analysis.text !== undefined && other.text !== undefined
  return !(hasText ? NOT_BESIDE_TEXT : NEVER).has(name)
}

/** A row is read from JSON: it holds nothing else. */
const asJson = (fields: object): JsonObject => fields as JsonObject
