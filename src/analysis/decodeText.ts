import { TextDecoder } from '@exodus/bytes/encoding.js'

/** The text of a body in a known encoding, without byte order mark; what cannot be decoded is U+FFFD. */
export function decodedText(body: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(body)
}
