import type { Utf8Text } from '../types.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The text as a string, however it came. */
export const asString = (text: Utf8Text): string => (typeof text === 'string' ? text : decoder.decode(text))

/** A text put together of pieces: a string of strings, else their UTF-8. */
export function joinedText(pieces: readonly Utf8Text[]): Utf8Text {
  if (pieces.every((piece) => typeof piece === 'string')) return pieces.join('')
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
}

/** Whether the ASCII of `part` stands in the text. */
export function includesText(text: Utf8Text, part: string): boolean {
  if (typeof text === 'string') return text.includes(part)
  return Buffer.from(text.buffer, text.byteOffset, text.byteLength).includes(part)
}
