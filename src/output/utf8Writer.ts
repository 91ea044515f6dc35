import type { Utf8Text } from '../types.ts'

const BUFFER_BYTES = 524_288

/**
 * Writes pieces of text as UTF-8. They all go through one buffer: a text of a megabyte made for each write, and its bytes after it,
 * cost ten times as much. So what `write` is given holds only until it resolves.
 */
export function utf8Writer(
  write: (bytes: Uint8Array) => Promise<void>,
): (pieces: readonly Utf8Text[]) => Promise<void> {
  const encoder = new TextEncoder()
  let buffer: Uint8Array | undefined
  let used = 0

  /** Puts as much of the piece into the buffer as there is room for, and returns the rest. */
  const put = (piece: Utf8Text, room: Uint8Array): Utf8Text => {
    if (typeof piece === 'string') {
      const { read, written } = encoder.encodeInto(piece, room)
      used += written
      return piece.slice(read)
    }
    const part = piece.subarray(0, room.byteLength)
    room.set(part)
    used += part.byteLength
    return piece.subarray(part.byteLength)
  }
  return async (pieces) => {
    buffer ??= new Uint8Array(BUFFER_BYTES)
    used = 0
    for (const piece of pieces) {
      for (let rest = piece; rest.length > 0; ) {
        rest = put(rest, buffer.subarray(used))
        if (rest.length === 0) break
        await write(buffer.subarray(0, used))
        used = 0
      }
    }
    if (used > 0) await write(buffer.subarray(0, used))
  }
}
