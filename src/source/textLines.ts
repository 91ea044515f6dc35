/** Longest line that is kept whole. No URL is longer; a file without line breaks must not fill the memory. */
export const MAX_LINE_CHARS = 65_536

export interface TextLine {
  /** From 1. */
  readonly number: number
  /** Trimmed; of an overlong line its beginning. */
  readonly text: string
  readonly overlong: boolean
}

/**
 * The lines of a text that arrives in chunks of bytes, a chunk's lines at a time. UTF-8, or UTF-16 where a byte
 * order mark says so; LF or CRLF. Holds one chunk and one line, never the file.
 */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine[]> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let rest = ''
  let restIsOverlong = false
  let number = 0
  const line = (text: string): TextLine => {
    const overlong = restIsOverlong || text.length > MAX_LINE_CHARS
    restIsOverlong = false
    number += 1
    return { number, text: text.slice(0, MAX_LINE_CHARS).trim(), overlong }
  }
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingByMark(chunk))
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    const last = parts.pop() ?? ''
    if (parts.length > 0) yield parts.map(line)
    restIsOverlong ||= last.length > MAX_LINE_CHARS
    rest = last.slice(0, MAX_LINE_CHARS)
  }
  rest += decoder?.decode() ?? ''
  if (rest !== '') yield [line(rest)]
}

function encodingByMark(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
