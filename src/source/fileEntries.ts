import type { InputEntry, SourceConfig } from '../types.ts'
import { inputBytes } from './inputBytes.ts'
import { jsonEntries } from './jsonEntries.ts'
import type { ListTour } from './listEntries.ts'
import { openedFile } from './openedFile.ts'
import { createSpoiltNote } from './spoiltLines.ts'
import { textEntries } from './textEntries.ts'

/** What files are read with. */
export interface FileReading {
  readonly source: Pick<SourceConfig, 'urlColumn'>
  readonly stdin: AsyncIterable<Uint8Array>
  /** Closes what may keep its reader waiting: standard input, a named pipe. */
  readonly signal?: AbortSignal
  readonly warn: (message: string) => void
}

/**
 * The entries of one file, or of standard input (`-`): of a table, of JSON lines, of a sitemap or a feed, or of one URL a line. Warns of
 * what is not UTF-8 beside the URLs. Throws an `InputError` for what cannot be read to its end.
 */
export async function* fileEntries(
  file: string,
  { source: { urlColumn }, stdin, signal, warn }: FileReading,
  tour: ListTour,
): AsyncGenerator<InputEntry[]> {
  const name = file === '-' ? 'standard input' : file
  const { makeEntry } = tour
  const noteSpoilt = createSpoiltNote(warn)
  const { kind, content } = await openedFile({
    file,
    name,
    bytes: inputBytes(file, stdin, signal),
    urlColumn,
    warn,
  })
  switch (kind) {
    case 'table': {
      const { csvEntries } = await import('./csvEntries.ts')
      return yield* csvEntries(content.bytes, name, urlColumn, makeEntry, noteSpoilt)
    }
    case 'json':
      return yield* jsonEntries(content.bytes, name, makeEntry, noteSpoilt)
    case 'text':
      return yield* textEntries(content.bytes, name, makeEntry)
    case 'markup': {
      const { listEntries } = await import('./listEntries.ts')
      return yield* listEntries({ name, base: undefined, content, depth: 0 }, tour)
    }
  }
}
