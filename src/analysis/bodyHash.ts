import { hash } from 'node:crypto'

/** 128 bits and a little: two pages of one hash do not come about by chance. */
const HASH_CHARS = 22

/** Stands for the bytes, of a text those of its UTF-8: the first bits of their SHA-256, in base64url. */
export function bodyHash(body: Uint8Array | string): string {
  return hash('sha256', body, 'base64url').slice(0, HASH_CHARS)
}
