import { hash } from 'node:crypto'
import { chainHash } from './config/chainHash.ts'
import type { FetchedPage } from './types.ts'

const HASH_CHARS = 22

/** Stands for all that a row says of an answer, and all that its analysis depends on, beside the body. Begins with the `chainHash` of its redirects. */
export function answerHash(page: FetchedPage): string {
  const { statusCode, finalUrl, contentType, refresh, redirects, headers } = page
  const facts = JSON.stringify([statusCode, finalUrl, contentType, refresh, headers ?? {}])
  return chainHash(redirects) + hash('sha256', facts, 'base64url').slice(0, HASH_CHARS)
}
