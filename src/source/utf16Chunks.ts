import { NOT_UTF8 } from './utf8Chunks.ts'

export type Utf16 = 'utf-16le' | 'utf-16be'

/**
 * The text of bytes in UTF-16 as they arrive, without byte order mark. Half of a surrogate pair stays what it is, which `isWellFormed` finds, and
 * `NOT_UTF8` stands for a last byte that is half of a unit.
 */
export async function* utf16Chunks(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Utf16,
): AsyncGenerator<string> {
  let begun: Uint8Array = new Uint8Array()
  let isFirst = true
  for await (const chunk of bytes) {
    const joined = Buffer.concat([begun, chunk])
    const end = joined.length - begunLength(joined, encoding)
    begun = joined.subarray(end)
    if (end === 0) continue
    const text = decoded(joined.subarray(0, end), encoding)
    const own = isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text
    isFirst = false
    if (own !== '') yield own
  }
  const isCut = begun.length % 2 === 1
  const rest = decoded(isCut ? begun.subarray(0, -1) : begun, encoding)
  if (begun.length > 0) yield isCut ? rest + NOT_UTF8 : rest
}

/** How many bytes at the end begin a character that the next ones may complete. */
function begunLength(bytes: Uint8Array, encoding: Utf16): number {
  const odd = bytes.length % 2
  const last = bytes[bytes.length - odd - (encoding === 'utf-16le' ? 1 : 2)] ?? 0
  return odd + (last >= 0xd8 && last <= 0xdb ? 2 : 0)
}

/** By a `Buffer`, since a `TextDecoder` makes U+FFFD of half a pair. */
function decoded(bytes: Uint8Array, encoding: Utf16): string {
  const own = Buffer.from(bytes)
  return (encoding === 'utf-16le' ? own : own.swap16()).toString('utf16le')
}
