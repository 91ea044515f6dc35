import { utf8Chunks } from './utf8Chunks.ts'
import { type Utf16, utf16Chunks } from './utf16Chunks.ts'
import { withHead } from './withHead.ts'

/**
 * The text of bytes as they arrive, without byte order mark: UTF-16 where a mark says so, else UTF-8. What cannot be
 * decoded is half of a surrogate pair, which `isWellFormed` finds: `NOT_UTF8`, or the half that stands in UTF-16.
 */
export async function* textChunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const { head, bytes } = await withHead(stream, ({ length }) => length >= 2)
  const encoding = encodingByMark(head)
  yield* encoding === 'utf-8' ? utf8Chunks(bytes) : utf16Chunks(bytes, encoding)
}

/** The encoding that a byte order mark tells of; UTF-8 without one. */
export function encodingByMark(bytes: Uint8Array): 'utf-8' | Utf16 {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
