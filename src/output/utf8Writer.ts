const BUFFER_BYTES = 524_288

/**
 * Writes pieces of text as UTF-8. They all go through one buffer: a text of a megabyte made for each write, and its bytes after it,
 * cost ten times as much. So what `write` is given holds only until it resolves.
 */
export function utf8Writer(
  write: (bytes: Uint8Array) => Promise<void>,
): (pieces: readonly string[]) => Promise<void> {
  const encoder = new TextEncoder()
  let buffer: Uint8Array | undefined
  return async (pieces) => {
    buffer ??= new Uint8Array(BUFFER_BYTES)
    let used = 0
    for (const piece of pieces) {
      for (let rest = piece; rest !== ''; ) {
        const { read, written } = encoder.encodeInto(rest, buffer.subarray(used))
        used += written
        rest = rest.slice(read)
        if (rest === '') break
        await write(buffer.subarray(0, used))
        used = 0
      }
    }
    if (used > 0) await write(buffer.subarray(0, used))
  }
}
