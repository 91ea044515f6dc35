import type { CorpusRow, Keyword } from '../../types.ts'
import type { SharedParagraph } from './sharedParagraphs.ts'

type OkRow = CorpusRow & { readonly status: 'ok' }
type TermsOf = (text: string, language: string | null) => readonly Keyword[]

/**
 * The terms of pages, those of their boilerplate left out: each term's count less its occurrences in the shared paragraphs
 * that the page has, without those of which none is left; the most frequent first, the others as they were.
 * `termsOf` makes the terms of a paragraph as those of a page are made; it is asked once a paragraph and language.
 */
export function createBoilerplateTerms(
  shared: readonly SharedParagraph[],
  termsOf: TermsOf,
): (row: OkRow) => readonly Keyword[] {
  const byHost = new Map<string, Map<number, (language: string | null) => readonly Keyword[]>>()
  for (const { host, hash, text } of shared) {
    const ofHost = byHost.get(host) ?? new Map()
    byHost.set(host, ofHost.set(hash, onceEachLanguage(text, termsOf)))
  }

  return ({ host, language, features }) => {
    const ofHost = byHost.get(host)
    if (ofHost === undefined) return features.terms
    const less = new Map<string, number>()
    for (const hash of features.paragraphs) {
      for (const { term, count } of ofHost.get(hash)?.(language) ?? []) {
        less.set(term, (less.get(term) ?? 0) + count)
      }
    }
    return less.size === 0 ? features.terms : remaining(features.terms, less)
  }
}

function onceEachLanguage(text: string, termsOf: TermsOf): (language: string | null) => readonly Keyword[] {
  const made = new Map<string | null, readonly Keyword[]>()
  return (language) => {
    const known = made.get(language)
    if (known !== undefined) return known
    const terms = termsOf(text, language)
    made.set(language, terms)
    return terms
  }
}

function remaining(terms: readonly Keyword[], less: ReadonlyMap<string, number>): readonly Keyword[] {
  return terms
    .map(({ term, count }) => ({ term, count: count - (less.get(term) ?? 0) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}
