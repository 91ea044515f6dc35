/** A shorter text is found fast enough whatever it is; a longer one of unlucky letters makes `indexOf` quadratic. */
const MAX_PLAIN_LENGTH = 16

/**
 * Whether a pattern matches the beginning of a path, or, where it ends in `$`, the whole of it. `*` is any number of
 * characters. Takes time in proportion to the two lengths: the first place where a part fits is always good enough.
 */
export function matchesPattern(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith('$')
  const body = isAnchored ? pattern.slice(0, -1) : pattern
  const star = body.indexOf('*')
  if (star < 0) return isAnchored ? path === body : path.startsWith(body)
  if (!path.startsWith(body.slice(0, star))) return false

  const parts = body.slice(star + 1).split('*')
  const last = isAnchored ? (parts.pop() ?? '') : ''
  let at = star
  for (const part of parts) {
    const found = indexOfPart(path, part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return path.length - last.length >= at && path.endsWith(last)
}

function indexOfPart(text: string, part: string, from: number): number {
  return part.length <= MAX_PLAIN_LENGTH ? text.indexOf(part, from) : linearIndexOf(text, part, from)
}

/** Like `indexOf`, but never slower than the lengths together (Knuth, Morris and Pratt 1977). */
function linearIndexOf(text: string, part: string, from: number): number {
  if (text.length - from < part.length) return -1
  const borders = borderLengths(part)
  let matched = 0
  for (let at = from; at < text.length; at += 1) {
    matched = extended(part, borders, matched, text.charCodeAt(at))
    if (matched === part.length) return at + 1 - matched
  }
  return -1
}

/** For each beginning of a text, the length of its longest other beginning that is also its end. */
function borderLengths(text: string): Uint32Array {
  const borders = new Uint32Array(text.length)
  let border = 0
  for (let at = 1; at < text.length; at += 1) {
    border = extended(text, borders, border, text.charCodeAt(at))
    borders[at] = border
  }
  return borders
}

/** How much of `part` is matched after one more character. */
function extended(part: string, borders: Uint32Array, matched: number, code: number): number {
  let length = matched
  while (length > 0 && part.charCodeAt(length) !== code) length = borders[length - 1] ?? 0
  return part.charCodeAt(length) === code ? length + 1 : length
}
