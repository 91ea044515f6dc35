import { createHash } from 'node:crypto'
import type { Redirect } from '../types.ts'

const HASH_CHARS = 10

/** Stands for the redirects that have led to a page, and ends with a dot; without any it is the dot alone. */
export function chainHash(redirects: readonly Redirect[]): string {
  if (redirects.length === 0) return '.'
  const facts = JSON.stringify(redirects.map(({ url, statusCode }) => [url, statusCode]))
  return `${createHash('sha256').update(facts).digest('base64url').slice(0, HASH_CHARS)}.`
}
