import type { InputEntry, SourceConfig } from '../types.ts'
import { contentKind, tellsKind } from './contentKind.ts'
import { inputBytes } from './inputBytes.ts'
import { jsonEntries } from './jsonEntries.ts'
import type { ListTour } from './listEntries.ts'
import { createSpoiltNote } from './spoiltLines.ts'
import { textEntries } from './textEntries.ts'
import { withHead } from './withHead.ts'

/**
 * The entries of one file, or of standard input (`-`). `.csv`, `.tsv`, `.jsonl` and `.ndjson`, or `.gz` of them, are
 * read as what they are called; anything else by how it begins: with `<` as a sitemap or a feed, with `{` as
 * JSON lines, else as one URL a line. Warns of what is not UTF-8 beside the URLs. Throws an `InputError` for what cannot be read to its end.
 */
export async function* fileEntries(
  file: string,
  stdin: AsyncIterable<Uint8Array>,
  { urlColumn }: Pick<SourceConfig, 'urlColumn'>,
  tour: ListTour,
  warn: (message: string) => void,
): AsyncGenerator<InputEntry[]> {
  const name = file === '-' ? 'standard input' : file
  const bytes = inputBytes(file, stdin)
  const { makeEntry } = tour
  const noteSpoilt = createSpoiltNote(warn)
  if (/\.[ct]sv(\.gz)?$/i.test(file)) {
    const { csvEntries } = await import('./csvEntries.ts')
    return yield* csvEntries(bytes, name, urlColumn, makeEntry, noteSpoilt)
  }
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(file)) return yield* jsonEntries(bytes, name, makeEntry, noteSpoilt)

  const content = await withHead(bytes, tellsKind)
  const kind = contentKind(content.head)
  if (kind === 'json') return yield* jsonEntries(content.bytes, name, makeEntry, noteSpoilt)
  if (kind === 'text') return yield* textEntries(content.bytes, name, makeEntry)
  const { listEntries } = await import('./listEntries.ts')
  yield* listEntries({ name, base: undefined, content, depth: 0 }, tour)
}
