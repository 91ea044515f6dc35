import { InputError } from '../errors.ts'
import type { InputEntry } from '../types.ts'
import { contentKind, isBlank, tellsKind } from './contentKind.ts'
import { invalidEntry, type MakeEntry, shown } from './entry.ts'
import { inGroups } from './inGroups.ts'
import type { ListItem } from './listItem.ts'
import { listItems } from './listItems.ts'
import { normalizedUrl, withoutUserinfo } from './normalizedUrl.ts'
import { SPOILT } from './spoiltLines.ts'
import { textEntries } from './textEntries.ts'
import { type ReadUrl, webBytes } from './webBytes.ts'
import { type StreamWithHead, withHead } from './withHead.ts'

/** Sitemap indexes name sitemaps, and some name further indexes. */
const MAX_INDEX_DEPTH = 3
const MAX_SITEMAPS = 50_000

/** What sitemaps and feeds are read with; one for a run, so that it reads each of them once. */
export interface ListTour {
  readonly makeEntry: MakeEntry
  readonly readUrl: ReadUrl
  /** Normalised URLs of the sitemaps and feeds that were begun. */
  readonly seen: Set<string>
}

interface ListDocument {
  /** What it is called in messages. */
  readonly name: string
  readonly base: string | undefined
  readonly content: StreamWithHead
  /** Indexes that led to it. */
  readonly depth: number
}

interface NamedSitemap {
  readonly url: string
  readonly origin: string
}

/**
 * The pages of a sitemap or a feed on the web, and of the sitemaps it names. Throws an `InputError` when it cannot
 * be read to its end or is no such thing. One that an index names is no reason to stop: it becomes an invalid entry.
 */
export async function* webListEntries(
  url: string,
  tour: ListTour,
  mayBeText: boolean,
  depth = 0,
): AsyncGenerator<InputEntry[]> {
  const parsed = normalizedUrl(url)
  const address = 'url' in parsed ? parsed.url : url
  if (tour.seen.has(address)) return
  tour.seen.add(address)
  const content = await withHead(webBytes(address, tour.readUrl), tellsKind)
  const kind = contentKind(content.head)
  if (kind === 'markup') return yield* listEntries({ name: address, base: address, content, depth }, tour)
  if (kind === 'json' || !mayBeText) {
    await content.bytes.return?.()
    throw new InputError(`${address}: is ${kind === 'json' ? 'JSON' : 'text'}, not a sitemap or a feed`)
  }
  let isEmpty = isBlank(content.head)
  const entries = textEntries(content.bytes, address, (text, origin) =>
    tour.makeEntry(text, origin, { isListed: false }),
  )
  for await (const group of entries) {
    isEmpty = false
    yield group
  }
  // More likely a server in trouble than a list without pages, whose pages of the last run would count as removed.
  if (isEmpty) throw new InputError(`cannot read ${address}: it is empty`)
}

/** The pages of a sitemap or a feed in XML, and of the sitemaps it names. Errors as `webListEntries`. */
export async function* listEntries(list: ListDocument, tour: ListTour): AsyncGenerator<InputEntry[]> {
  const sitemaps: NamedSitemap[] = []
  let number = 0
  const numbered = (item: ListItem): ListItem & { readonly origin: string } => {
    number += 1
    return { ...item, origin: `${list.name}, entry ${number}` }
  }
  for await (const items of listItems(list.content, list.name, list.base)) {
    for (const group of inGroups(items)) {
      const named = group.map(numbered)
      sitemaps.push(...named.filter(({ kind }) => kind === 'sitemap'))
      const pages = named.filter(({ kind }) => kind === 'page')
      if (pages.length > 0) yield pages.map((page) => itemEntry(page, tour))
    }
    if (sitemaps.length > MAX_SITEMAPS) {
      throw new InputError(`${list.name}: names more than ${MAX_SITEMAPS} sitemaps`)
    }
  }
  // Only now, so that no connection is held while others are waited for.
  for (const sitemap of sitemaps) yield* namedSitemap(sitemap, list.depth, tour)
}

async function* namedSitemap(
  { url, origin }: NamedSitemap,
  depth: number,
  tour: ListTour,
): AsyncGenerator<InputEntry[]> {
  try {
    checkSitemap(url, depth, tour)
    yield* webListEntries(url, tour, true, depth + 1)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    yield [invalidEntry(url, origin, `a sitemap that could not be read whole: ${error.message}`)]
  }
}

function itemEntry({ url, input, origin }: ListItem & NamedSitemap, tour: ListTour): InputEntry {
  if (url === '') return invalidEntry('', origin, 'names no page', { input })
  return tour.makeEntry(url, origin, { input, isListed: false })
}

/** Throws an `InputError` that says why a sitemap is not read. */
function checkSitemap(url: string, depth: number, { seen }: ListTour): void {
  const problem = (text: string): InputError => new InputError(`${withoutUserinfo(shown(url))}: ${text}`)
  if (!url.isWellFormed()) throw problem(SPOILT)
  const parsed = normalizedUrl(url)
  if ('invalid' in parsed) throw problem(parsed.invalid)
  if (depth >= MAX_INDEX_DEPTH) throw problem(`sitemap indexes are followed ${MAX_INDEX_DEPTH} deep`)
  if (seen.size >= MAX_SITEMAPS) throw problem(`${MAX_SITEMAPS} sitemaps are read at most`)
}
