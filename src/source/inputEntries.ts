import type { InputEntry, SourceConfig } from '../types.ts'
import { createMakeEntry, type MakeEntry } from './entry.ts'
import { type FileReading, fileEntries } from './fileEntries.ts'
import { inGroups } from './inGroups.ts'
import { isUrlArgument } from './isUrlArgument.ts'
import type { ListTour } from './listEntries.ts'
import { patternNotes } from './patternNotes.ts'
import { createUrlFilter } from './urlFilter.ts'
import type { ReadUrl } from './webBytes.ts'

/** Where entries come from. */
export interface Inputs extends FileReading {
  /** Files, URLs of pages, or `-` for standard input. */
  readonly inputs: readonly string[]
  readonly source: SourceConfig
  readonly readUrl: ReadUrl
  readonly tell: (message: string) => void
}

/**
 * The entries of all inputs, in order, and then of the sitemaps and feeds of the configuration, in small groups, read
 * as they are asked for; at most `source.limit` that no pattern excludes. Tells at the end what the patterns did. Throws
 * an `InputError` when one of them cannot be read to its end.
 */
export async function* inputEntries(from: Inputs): AsyncGenerator<readonly InputEntry[]> {
  const { source, tell } = from
  const filter = createUrlFilter(source)
  let left = source.limit ?? Infinity
  let urls = 0
  let leftOut = 0
  for await (const entries of allEntries(from, createMakeEntry(source, filter))) {
    const wanted = entries.slice(0, endOfWanted(entries, left))
    yield* inGroups(wanted)
    const counted = wanted.filter(isCounted).length
    urls += wanted.filter((entry) => 'url' in entry).length
    leftOut += wanted.length - counted
    left -= counted
    if (left <= 0) break
  }
  if (source.include.length + source.exclude.length === 0) return
  for (const note of patternNotes({ urls, leftOut, unused: filter.unused() })) tell(note)
}

const isCounted = (entry: InputEntry): boolean => !('isExcluded' in entry && entry.isExcluded)

/** Where the last of so many entries that count ends. */
function endOfWanted(entries: readonly InputEntry[], count: number): number {
  let left = count
  const last = entries.findIndex((entry) => {
    if (isCounted(entry)) left -= 1
    return left <= 0
  })
  return last === -1 ? entries.length : last + 1
}

async function* allEntries(from: Inputs, makeEntry: MakeEntry): AsyncGenerator<InputEntry[]> {
  const { inputs, source, readUrl } = from
  const tour: ListTour = { makeEntry, readUrl, seen: new Set() }
  yield* givenEntries(inputs, makeEntry, (file) => fileEntries(file, from, tour))
  if (source.sitemaps.length + source.feeds.length === 0) return
  const { webListEntries } = await import('./listEntries.ts')
  for (const sitemap of source.sitemaps) yield* webListEntries(sitemap, tour, true)
  for (const feed of source.feeds) yield* webListEntries(feed, tour, false)
}

/** The entries of arguments: URLs that follow one another come together. */
async function* givenEntries(
  inputs: readonly string[],
  makeEntry: MakeEntry,
  readFile: (file: string) => AsyncGenerator<InputEntry[]>,
): AsyncGenerator<InputEntry[]> {
  let urls: InputEntry[] = []
  for (const [position, input] of inputs.entries()) {
    if (isUrlArgument(input)) {
      urls.push(makeEntry(input.trim(), `argument ${position + 1}`))
      continue
    }
    if (urls.length > 0) yield urls
    urls = []
    yield* readFile(input)
  }
  if (urls.length > 0) yield urls
}
