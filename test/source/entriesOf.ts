import { Readable } from 'node:stream'
import { InputError } from '../../src/errors.ts'
import { type EntryGroups, readFirstGroup } from '../../src/source/readGroups.ts'
import type { ReadUrl } from '../../src/source/webBytes.ts'
import type { InputEntry, SourceConfig } from '../../src/types.ts'

export const plainSource: SourceConfig = {
  sitemaps: [],
  feeds: [],
  urlColumn: null,
  limit: null,
  include: [],
  exclude: [],
  stripParams: [],
}

export interface Given {
  readonly inputs?: readonly string[]
  readonly source?: Partial<SourceConfig>
  readonly stdin?: NodeJS.ReadableStream
  /** Ends the reading. */
  readonly signal?: AbortSignal
  /** What stands on the web, by URL; anything else cannot be read. */
  readonly web?: Readonly<Record<string, string | Uint8Array | ReadUrl>>
  readonly warn?: (message: string) => void
  readonly tell?: (message: string) => void
}

export function groupsOf({
  inputs = ['-'],
  source,
  stdin = Readable.from([]),
  signal = new AbortController().signal,
  web = {},
  warn = () => {},
  tell = () => {},
}: Given): Promise<EntryGroups> {
  const readUrl: ReadUrl = async (url) => {
    const content = web[url]
    if (typeof content === 'function') return await content(url)
    if (content === undefined) throw new InputError(`cannot read ${url}: it answers with the status 404`)
    return arriving(content)
  }
  return readFirstGroup({ inputs, source: { ...plainSource, ...source }, stdin, signal, readUrl, warn, tell })
}

/** Every entry of what is given. */
export async function entriesOf(given: Given): Promise<InputEntry[]> {
  const entries: InputEntry[] = []
  const groups = await groupsOf(given)
  await groups.read(
    (group) => entries.push(...group),
    () => true,
  )
  return entries
}

/** Bytes in pieces of a size, as a network or a pipe brings them. */
export async function* arriving(content: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content)
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

export const written = (entries: readonly InputEntry[]): string[] => entries.map((entry) => entry.written)

/** Of each entry its URL, or why it is none. */
export const outcomes = (entries: readonly InputEntry[]): string[] =>
  entries.map((entry) => ('url' in entry ? entry.url : entry.invalid))
