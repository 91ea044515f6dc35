import { createHash } from 'node:crypto'

/** 128 bits and a little: two pages of one hash do not come about by chance. */
const HASH_CHARS = 22

/** Stands for the bytes: the first bits of their SHA-256, in base64url. */
export function bodyHash(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, HASH_CHARS)
}
