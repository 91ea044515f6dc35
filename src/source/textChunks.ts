import { utf8Chunks } from './utf8Chunks.ts'
import { withHead } from './withHead.ts'

/**
 * The text of bytes as they arrive, without byte order mark: UTF-16 where a mark says so, else UTF-8. What cannot be
 * decoded is U+FFFD there, and `NOT_UTF8` here.
 */
export async function* textChunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const { head, bytes } = await withHead(stream, ({ length }) => length >= 2)
  const encoding = encodingByMark(head)
  if (encoding === 'utf-8') return yield* utf8Chunks(bytes)
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** The encoding that a byte order mark tells of; UTF-8 without one. */
export function encodingByMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
