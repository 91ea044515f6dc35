interface ReadString {
  /** The string as a JSON literal. */
  readonly literal: string
  /** Where the text goes on after it. */
  readonly end: number
}

/** What stops the plain part of a string: a quotation mark, a backslash, a control character. */
const special = /["\\\p{Cc}]/gu

/**
 * The JSON string whose opening quotation mark stands before `start`. A quotation mark ends it only where JSON could
 * go on after it; control characters are escaped, and a backslash before anything unknown is dropped.
 */
export function repairedString(text: string, start: number): ReadString {
  let literal = '"'
  let at = start
  for (;;) {
    special.lastIndex = at
    const stop = special.exec(text)?.index ?? text.length
    literal += text.slice(at, stop)
    if (stop === text.length) return { literal: `${literal}"`, end: stop }
    const character = text[stop] ?? ''
    if (character === '"' && endsString(text, stop + 1)) return { literal: `${literal}"`, end: stop + 1 }
    if (character === '\\') {
      const kept = escapeAt(text, stop)
      literal += kept
      at = stop + Math.max(1, kept.length)
    } else {
      literal += character === '"' ? '\\"' : JSON.stringify(character).slice(1, -1)
      at = stop + 1
    }
  }
}

const following = /\s*(?:[,:}\]]|\/[/*]|$|"[^"\\]*"\s*:)/y

function endsString(text: string, at: number): boolean {
  following.lastIndex = at
  return following.test(text)
}

const knownEscape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

function escapeAt(text: string, at: number): string {
  knownEscape.lastIndex = at
  return knownEscape.exec(text)?.[0] ?? ''
}
