import type { EntryInput } from '../types.ts'

/** One entry of a sitemap or a feed, or of a sitemap index. */
export interface ListItem {
  /** A page, or a further sitemap. */
  readonly kind: 'page' | 'sitemap'
  /** As written, a relative one made absolute where its base is known; empty when the item names none. */
  readonly url: string
  readonly input?: EntryInput | undefined
}

/** What one item says, by the name of the element. The `link` of Atom is an attribute. */
export type ItemFields = ReadonlyMap<string, string>

/** One kind of list in XML. */
export interface Dialect {
  readonly kind: ListItem['kind']
  /** Local name of an item's element. */
  readonly item: string
  /** Elements of an item whose text counts, with a prefix where they need one. */
  readonly fields: ReadonlySet<string>
  readonly urlOf: (fields: ItemFields) => string
  readonly inputOf: (fields: ItemFields) => EntryInput | undefined
}

/** The key an Atom link stands under among the fields of its entry. */
export const ATOM_LINK = 'link href'

/** The dialect of a list, by the local name of its root element. */
export function dialectOf(root: string): Dialect | undefined {
  if (root === 'urlset') return sitemap
  if (root === 'sitemapindex') return sitemapIndex
  if (root === 'feed') return atom
  return root === 'rss' || root === 'RDF' ? rss : undefined
}

const sitemap: Dialect = {
  kind: 'page',
  item: 'url',
  fields: new Set(['loc', 'lastmod']),
  urlOf: (fields) => fields.get('loc') ?? '',
  inputOf: (fields) => facts({ lastmod: fields.get('lastmod') }),
}

const sitemapIndex: Dialect = {
  kind: 'sitemap',
  item: 'sitemap',
  fields: new Set(['loc']),
  urlOf: (fields) => fields.get('loc') ?? '',
  inputOf: () => undefined,
}

const rss: Dialect = {
  kind: 'page',
  item: 'item',
  fields: new Set(['link', 'guid', 'title', 'pubDate', 'dc:date']),
  urlOf: (fields) => fields.get('link') || permanentLink(fields.get('guid')),
  inputOf: (fields) =>
    facts({ title: fields.get('title'), publishedAt: fields.get('pubDate') || fields.get('dc:date') }),
}

const atom: Dialect = {
  kind: 'page',
  item: 'entry',
  fields: new Set(['title', 'published', 'updated']),
  urlOf: (fields) => fields.get(ATOM_LINK) ?? '',
  inputOf: (fields) =>
    facts({ title: fields.get('title'), publishedAt: fields.get('published') || fields.get('updated') }),
}

/** A `guid` is a URL unless it says otherwise, but many say nothing and are none. */
function permanentLink(guid: string | undefined): string {
  return guid !== undefined && /^https?:\/\//i.test(guid) ? guid : ''
}

function facts(known: Readonly<Record<string, string | undefined>>): EntryInput | undefined {
  const said = Object.entries(known).filter((pair): pair is [string, string] => Boolean(pair[1]))
  if (said.length === 0) return undefined
  return Object.fromEntries(said.map(([name, text]) => [name, text.toWellFormed()]))
}
