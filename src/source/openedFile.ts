import { inputKind } from '../config/inputKind.ts'
import { InputError } from '../errors.ts'
import { type ContentKind, contentKind, tellsKind } from './contentKind.ts'
import { type StreamWithHead, withHead } from './withHead.ts'

export interface OpenedFile {
  /** What it is to be read as. */
  readonly kind: 'table' | ContentKind
  readonly content: StreamWithHead
}

export interface FileToOpen {
  /** As it was given; `-` is standard input. */
  readonly file: string
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
  readonly urlColumn: string | null
  readonly warn: (message: string) => void
}

/**
 * Finds out what a file is: what its ending says, and for any other ending what its beginning does. Where a column is named, text
 * is a table: a `.txt` where its first line has that column, of which it warns otherwise. Throws an `InputError` for what has no columns, though nothing
 * but its beginning says so.
 */
export async function openedFile({ file, name, bytes, urlColumn, warn }: FileToOpen): Promise<OpenedFile> {
  const called = inputKind(file)
  if (called === 'table' || called === 'json') {
    return { kind: called, content: await withHead(bytes, () => true) }
  }
  const columns = urlColumn === null || called === 'markup' ? undefined : await import('./hasColumn.ts')
  const isList = called === 'list'
  const content = await withHead(
    bytes,
    (head) => tellsKind(head) && (!isList || columns === undefined || columns.hasFirstLine(head)),
  )
  const kind = contentKind(content.head)
  if (columns === undefined || urlColumn === null) return { kind, content }
  if (kind !== 'text') {
    if (isList) return { kind, content }
    await content.bytes.return?.()
    throw new InputError(`${name}: begins as ${SPOKEN[kind]}, which has no column "${urlColumn}"`)
  }
  if (!isList || (await columns.hasColumn(content.head, urlColumn))) return { kind: 'table', content }
  warn(`${name}: its first line has no column "${urlColumn}", so it is read as one URL a line`)
  return { kind, content }
}

const SPOKEN = { json: 'JSON', markup: 'XML or HTML' } as const
