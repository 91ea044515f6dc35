import type { Keyword } from '../../types.ts'
import type { OkPage } from '../distributions/eachOkPage.ts'
import { type TermCounts, termCounts } from '../terms/termCounts.ts'
import type { SharedParagraph } from './sharedParagraphs.ts'

type TermsOf = (text: string, language: string | null) => readonly Keyword[]

interface ParagraphTerms {
  of(language: string | null): readonly Keyword[]
}

interface Host {
  readonly paragraphs: ReadonlyMap<number, ParagraphTerms>
  /** What was told last: most pages of a host have the same of its paragraphs. */
  last: Told | undefined
}

interface Told {
  readonly language: string | null
  readonly paragraphs: readonly ParagraphTerms[]
  readonly counts: TermCounts
}

/**
 * The terms of a page's boilerplate: how often each stands in the shared paragraphs that the page has; undefined for
 * none. `termsOf` makes the terms of a paragraph as those of a page are made; it is asked once a paragraph and language.
 */
export function createBoilerplateTerms(
  shared: readonly SharedParagraph[],
  termsOf: TermsOf,
): (page: OkPage) => TermCounts | undefined {
  const paragraphs = new Map<string, Map<number, ParagraphTerms>>()
  for (const { host, hash, text } of shared) {
    const ofHost = paragraphs.get(host) ?? new Map<number, ParagraphTerms>()
    paragraphs.set(host, ofHost.set(hash, { of: onceEachLanguage(text, termsOf) }))
  }
  const hosts = new Map(
    [...paragraphs].map(([host, of]): [string, Host] => [host, { paragraphs: of, last: undefined }]),
  )

  return ({ host, language, features }) => {
    const known = hosts.get(host)
    if (known === undefined) return undefined
    const found: ParagraphTerms[] = []
    for (const hash of features.paragraphs) {
      const paragraph = known.paragraphs.get(hash)
      if (paragraph !== undefined) found.push(paragraph)
    }
    if (found.length === 0) return undefined
    if (known.last === undefined || !isTold(known.last, found, language)) {
      const counts = termCounts(found.map((paragraph) => paragraph.of(language)))
      known.last = { language, paragraphs: found, counts }
    }
    return known.last.counts.size === 0 ? undefined : known.last.counts
  }
}

function isTold(told: Told, paragraphs: readonly ParagraphTerms[], language: string | null): boolean {
  return (
    told.language === language &&
    told.paragraphs.length === paragraphs.length &&
    paragraphs.every((paragraph, at) => paragraph === told.paragraphs[at])
  )
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
