import { isAscii, isUtf8 } from 'node:buffer'
import type { ResponseHeaders } from './exchange.ts'

/**
 * Where a redirect leads: the first `Location` that was sent. Bytes beyond ASCII are read as UTF-8 where they are
 * that, as browsers do; the header itself comes as Latin-1.
 */
export function locationHeader(headers: ResponseHeaders): string | undefined {
  const value = [headers.location].flat()[0]
  if (value === undefined || isAscii(Buffer.from(value, 'utf8'))) return value
  const bytes = Buffer.from(value, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : value
}

/** A header's value; of one that came more than once, all of them, as if they had come as one (RFC 9110, 5.3). */
export function header(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}
