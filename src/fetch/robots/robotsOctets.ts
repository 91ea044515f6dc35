/** RFC 9309, 2.5: the least that a robot must read. */
const MAX_BYTES = 500 * 1024

/** Or as much of it as there is. */
const BYTE_ORDER_MARK = /^\xef(?:\xbb\xbf?)?/

/**
 * A robots.txt as a string of octets, one a character, for rules are compared as octets. Without its byte order mark,
 * and of more than 500 KiB only the whole lines that lie below them.
 */
export function robotsOctets(body: Uint8Array | string): string {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const octets = Buffer.from(bytes.subarray(0, MAX_BYTES)).toString('latin1')
  const isCut = bytes.byteLength > MAX_BYTES
  const end = isCut ? Math.max(octets.lastIndexOf('\n'), octets.lastIndexOf('\r')) + 1 : octets.length
  return octets.slice(0, end).replace(BYTE_ORDER_MARK, '')
}

/** The text that octets stand for, in UTF-8. */
export function utf8Text(octets: string): string {
  return /[\x80-\xff]/.test(octets) ? Buffer.from(octets, 'latin1').toString() : octets
}

/**
 * The same lines in memory of their own: what is cut from a large string keeps the whole of it alive, and rules are
 * kept for as long as a run lasts.
 */
export function detachedLines(lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  return Buffer.from(lines.join('\n'), 'latin1').toString('latin1').split('\n')
}
