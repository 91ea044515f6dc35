import { isAscii, isUtf8, transcode } from 'node:buffer'
import { TextDecoder } from '@exodus/bytes/encoding.js'

const byteOrderMark = '\ufeff'

/** The text of a body in a known encoding, without byte order mark; what cannot be decoded is U+FFFD. */
export function decodedText(body: Uint8Array, encoding: string): string {
  return (encoding === 'utf-8' ? validUtf8(body) : null) ?? new TextDecoder(encoding).decode(body)
}

/** The text of valid UTF-8, which Node decodes twice as fast by way of UTF-16; null for other bytes. */
function validUtf8(body: Uint8Array): string | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
  if (isAscii(bytes)) return bytes.toString('latin1')
  if (!isUtf8(bytes)) return null
  const text = transcode(bytes, 'utf8', 'utf16le').toString('utf16le')
  return text.startsWith(byteOrderMark) ? text.slice(1) : text
}
