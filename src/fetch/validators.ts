import type { HeaderMap, KnownPage, Validators } from '../types.ts'
import type { ResponseHeaders } from './exchange.ts'

/** Longer ones are not worth sending back. */
const MAX_CHARS = 1024

/** What an answer says of the version that it holds; undefined when it says nothing. */
export function validatorsOf(headers: ResponseHeaders): Validators | undefined {
  const etag = single(headers.etag)
  const lastModified = single(headers['last-modified'])
  return etag === null && lastModified === null ? undefined : { etag, lastModified }
}

/** Sent more than once it says nothing. */
function single(value: string | readonly string[] | undefined): string | null {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' || text.length > MAX_CHARS ? null : text
}

/** Whether a server can be asked by them at all: without, a 304 answers nothing that we have asked. */
export const hasValidators = ({ etag, lastModified }: Validators): boolean =>
  etag !== null || lastModified !== null

/** What asks the server for the page only where it has another version than the known one (RFC 9110, 13.1); empty without validators. */
export function conditionalHeaders({ etag, lastModified }: KnownPage): HeaderMap {
  return {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  }
}
