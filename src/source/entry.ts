import { createUrlKey } from '../config/urlKey.ts'
import type { EntryInput, InputEntry, InvalidEntry, PageEntry, SourceConfig } from '../types.ts'
import { normalizedUrl, withoutUserinfo } from './normalizedUrl.ts'
import { SPOILT } from './spoiltLines.ts'
import { MAX_LINE_CHARS } from './textLines.ts'
import { createUrlFilter, type UrlFilter } from './urlFilter.ts'
import { NOT_UTF8 } from './utf8Chunks.ts'

/** What is known of an entry besides its URL. */
export interface EntryFacts {
  readonly input?: EntryInput | undefined
  /** Whether the user wrote the URL; a sitemap or a feed may name hosts that the user never thought of. */
  readonly isListed?: boolean
}

/** The entry that a text stands for. `origin` says where it was written, for messages. */
export type MakeEntry = (text: string, origin: string, facts?: EntryFacts) => InputEntry

const SHOWN_CHARS = 200
const HALF_PAIR = 'holds half of a surrogate pair, which is no character'

/** Makes entries under the patterns of URLs and of query parameters that are configured. */
export function createMakeEntry(
  source: Pick<SourceConfig, 'include' | 'exclude' | 'stripParams'>,
  { isWanted }: Pick<UrlFilter, 'isWanted'> = createUrlFilter(source),
): MakeEntry {
  const keyOf = createUrlKey(source.stripParams)
  return (text, origin, facts = {}) => {
    if (text.length > MAX_LINE_CHARS) {
      return invalidEntry(`${shown(text)}…`, origin, `longer than ${MAX_LINE_CHARS} characters`, facts)
    }
    if (!text.isWellFormed()) {
      return invalidEntry(text, origin, text.includes(NOT_UTF8) ? SPOILT : HALF_PAIR, facts)
    }
    const parsed = normalizedUrl(text)
    const written = withoutUserinfo(text)
    if ('invalid' in parsed) return invalidEntry(written, origin, parsed.invalid, facts)
    const entry: PageEntry = {
      written,
      origin,
      key: keyOf(parsed.url),
      ...parsed,
      ...(facts.input && { input: facts.input }),
      ...(isWanted(parsed.url) ? {} : { isExcluded: true }),
      ...(facts.isListed === false && { isListed: false }),
    }
    return entry
  }
}

/** An entry that is no page, and why. */
export function invalidEntry(
  text: string,
  origin: string,
  invalid: string,
  { input }: EntryFacts = {},
): InvalidEntry {
  return { written: withoutUserinfo(text).toWellFormed(), origin, invalid, ...(input && { input }) }
}

/** The beginning of a text that is too long for a message. */
export function shown(text: string): string {
  return text.slice(0, SHOWN_CHARS).toWellFormed()
}
