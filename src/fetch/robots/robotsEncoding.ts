/** Whether there is anything to do at all: asked first, for it is far quicker than to replace nothing. */
const IS_SPECIAL = /[%$\0- "<>\\^`{|}\x7f-\xff]/
/** A percent-encoded octet, or a character that a URL can only hold encoded. */
const TO_ESCAPE = /%[\da-f]{2}|[\0- "<>\\^`{|}\x7f-\xff]/gi
const UNRESERVED = /%(?:2[DE]|3\d|[46][1-9A-F]|[57][\dA]|5F|7E)/g

/**
 * A rule's value, as octets, in the form that paths are compared in: characters that no URL holds percent-encoded,
 * the digits of what is encoded in upper case. `*` and a last `$` keep their meaning.
 */
export function escapedPattern(value: string): string {
  if (!IS_SPECIAL.test(value)) return value
  const escaped = value.replace(TO_ESCAPE, escapedOctet)
  return escaped.replace(/\$(?!$)/g, '%24')
}

/**
 * A path and query in that form. `*` and `$`, which mean themselves in a path, are encoded, so that a rule can
 * name them (RFC 9309, 2.2.3). What is not ASCII stays, and no rule matches it: a URL has been encoded before.
 */
export function escapedPath(path: string): string {
  return path.replace(/%[\da-f]{2}|[\0- "<>\\^`{|}\x7f*$]/gi, escapedOctet)
}

/** An escaped text whose letters, digits, `-`, `.`, `_` and `~` stand for themselves (RFC 3986, 6.2.2.2). */
export function decodedUnreserved(escaped: string): string {
  if (!escaped.includes('%')) return escaped
  return escaped.replace(UNRESERVED, (encoded) => String.fromCharCode(Number.parseInt(encoded.slice(1), 16)))
}

function escapedOctet(text: string): string {
  if (text.length > 1) return text.toUpperCase()
  return `%${text.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
