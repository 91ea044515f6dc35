import { textChunks } from './textChunks.ts'

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
 * order mark says so; LF, CRLF or CR alone. Holds one chunk and one line, never the file.
 */
export async function* textLines(
  bytes: AsyncIterable<Uint8Array>,
  maxChars: number = MAX_LINE_CHARS,
): AsyncGenerator<TextLine[]> {
  const pieces: string[] = []
  let chars = 0
  let number = 0
  // A line of many chunks is put together once, at its end.
  const add = (piece: string): void => {
    if (piece !== '' && chars < maxChars) pieces.push(piece.slice(0, maxChars - chars))
    chars += piece.length
  }
  const line = (): TextLine => {
    const text = pieces.splice(0).join('').trim()
    const overlong = chars > maxChars
    chars = 0
    number += 1
    return { number, text, overlong }
  }
  for await (const text of withWholeBreaks(textChunks(bytes))) {
    const parts = text.split(text.includes('\r') ? LINE_BREAK : '\n')
    const last = parts.pop() ?? ''
    const lines = parts.map((part) => {
      add(part)
      return line()
    })
    if (lines.length > 0) yield lines
    add(last)
  }
  if (chars > 0) yield [line()]
}

/** Some programs that make CRLF of LF do so twice. */
const LINE_BREAK = /\r?\r?\n|\r/

/** Pieces of a text that end within no line break: what may be the beginning of one waits for the next. */
async function* withWholeBreaks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let begun = ''
  for await (const piece of pieces) {
    const text = begun + piece
    begun = ['\r\r', '\r'].find((end) => text.endsWith(end)) ?? ''
    const whole = text.slice(0, text.length - begun.length)
    if (whole !== '') yield whole
  }
  if (begun !== '') yield begun
}
