import type { ResponseHeaders } from './exchange.ts'

/** A header's value; of one that came more than once, all of them, as if they had come as one (RFC 9110, 5.3). */
export function header(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}
