import { isUtf8 } from 'node:buffer'

/**
 * Stands in a text for bytes that are not UTF-8. It is half of a surrogate pair, which UTF-8 cannot say: `isWellFormed` finds it, and
 * `toWellFormed` makes the usual U+FFFD of it, which a text may hold of its own.
 */
export const NOT_UTF8 = '\uDFFF'

const REPLACEMENT = '\uFFFD'
const LINE_FEED = 0x0a

/** The text of bytes in UTF-8 as they arrive, without byte order mark, and with `NOT_UTF8` for what is none. */
export async function* utf8Chunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let begun: Uint8Array = new Uint8Array()
  let isFirst = true
  for await (const chunk of bytes) {
    const joined = begun.length === 0 ? chunk : Buffer.concat([begun, chunk])
    const end = joined.length - begunLength(joined)
    begun = joined.subarray(end)
    if (end === 0) continue
    const text = decoded(joined.subarray(0, end))
    const own = isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text
    isFirst = false
    if (own !== '') yield own
  }
  if (begun.length > 0) yield decoded(begun)
}

/** How many bytes at the end begin a character that the next ones may complete. */
function begunLength(bytes: Uint8Array): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length += 1) {
    const byte = bytes[bytes.length - length] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    return sequenceLength(byte) > length ? length : 0
  }
  return 0
}

function sequenceLength(first: number): number {
  if (first < 0xc0) return 1
  if (first < 0xe0) return 2
  return first < 0xf0 ? 3 : 4
}

function decoded(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return textOf(bytes)
  // A line at a time: a U+FFFD in another line was written there.
  let text = ''
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, start)
    const end = feed === -1 ? bytes.length : feed + 1
    const line = bytes.subarray(start, end)
    text += isUtf8(line) ? textOf(line) : textOf(line).replaceAll(REPLACEMENT, NOT_UTF8)
    start = end
  }
  return text
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
