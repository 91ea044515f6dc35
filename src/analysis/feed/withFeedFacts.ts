import type { PageMetadata } from '../../types.ts'
import type { Document, Element } from '../markup/pageTree.ts'
import { distinctNames } from '../metadata/authorRule.ts'
import { cleanText } from '../metadata/cleanText.ts'
import { elementText } from '../metadata/elementText.ts'
import { machineDate } from '../metadata/machineDate.ts'
import { personNames } from '../metadata/personNames.ts'
import { attempted } from '../metadata/rule.ts'
import { elementsOf, type Feed, feedIn } from './feedElement.ts'

/** Entries looked at for the newest. */
const maxEntries = 1000
const maxChars = 1000

/**
 * The metadata of a document, and what it says as a feed where it is one: its title, description, language and authors;
 * when it was published, which is when its newest entry was where it does not say; when it was last changed.
 */
export function withFeedFacts(metadata: PageMetadata, document: Document): PageMetadata {
  const feed = feedIn(document)
  const facts = feed === null ? null : attempted(feedFacts, feed)
  if (facts === null) return metadata
  return {
    ...metadata,
    title: facts.title ?? metadata.title,
    description: metadata.description ?? facts.description,
    language: metadata.language ?? facts.language,
    authors: metadata.authors.length > 0 ? metadata.authors : facts.authors,
    publishedAt: metadata.publishedAt ?? facts.publishedAt,
    modifiedAt: metadata.modifiedAt ?? facts.modifiedAt,
  }
}

function feedFacts({ head, entries }: Feed) {
  return {
    title: firstText(head, 'title'),
    description: firstText(head, 'description', 'subtitle'),
    language: firstText(head, 'language', 'dc:language'),
    authors: authorsOf(head),
    publishedAt: firstDate(head, 'pubDate', 'dc:date', 'published') ?? newest(entries),
    modifiedAt: firstDate(head, 'lastBuildDate', 'updated', 'dcterms:modified'),
  }
}

function authorsOf(head: Element): readonly string[] {
  const named = elementsOf(head, 'author').flatMap((author) => elementsOf(author, 'name'))
  const others = ['dc:creator', 'itunes:author'].flatMap((name) => elementsOf(head, name))
  const texts = [...named, ...others].map((element) => elementText(element, maxChars))
  // `editor@mill.example (Ada Miller)`
  const editors = elementsOf(head, 'managingEditor').flatMap(
    (element) => /\(([^)]*)\)/.exec(elementText(element, maxChars))?.[1] ?? [],
  )
  return distinctNames([...texts, ...editors].flatMap(personNames)) ?? []
}

function firstText(parent: Element, ...names: readonly string[]): string | null {
  for (const element of names.flatMap((name) => elementsOf(parent, name))) {
    const text = cleanText(elementText(element, maxChars))
    if (text !== null) return text.toWellFormed()
  }
  return null
}

/** RSS dates are those of RFC 822, Atom's of RFC 3339; neither is ever written in the order of a country. */
function firstDate(parent: Element, ...names: readonly string[]): string | null {
  return machineDate(firstText(parent, ...names), { language: 'en', monthFirst: false })
}

function newest(entries: readonly Element[]): string | null {
  const dates = entries
    .slice(0, maxEntries)
    .flatMap((entry) => firstDate(entry, 'pubDate', 'published', 'updated', 'dc:date') ?? [])
  return dates.reduce<string | null>(
    (latest, date) => (latest === null || Date.parse(date) > Date.parse(latest) ? date : latest),
    null,
  )
}
