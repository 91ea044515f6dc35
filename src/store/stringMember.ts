const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/**
 * The string that stands at a path of members in JSON without white space, as `JSON.stringify` writes it; null where none does. Reads no
 * further than that, and makes nothing of what stands before it.
 */
export function stringMember(json: string, path: readonly string[]): string | null {
  let at = 0
  for (const name of path) {
    at = valueStart(json, at, `"${name}"`)
    if (at === -1) return null
  }
  return json.charCodeAt(at) === QUOTE ? (JSON.parse(json.slice(at, endOfString(json, at))) as string) : null
}

/** Where the value of the object's member begins; -1 where there is no object, or none of that name. */
function valueStart(json: string, object: number, name: string): number {
  if (json.charCodeAt(object) !== OPEN_BRACE) return -1
  for (let key = object + 1; json.charCodeAt(key) === QUOTE; ) {
    const keyEnd = endOfString(json, key)
    if (keyEnd - key === name.length && json.startsWith(name, key)) return keyEnd + 1
    const end = endOfValue(json, keyEnd + 1)
    if (json.charCodeAt(end) !== COMMA) return -1
    key = end + 1
  }
  return -1
}

/** Behind its last quote. */
function endOfString(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let before = quote
    while (json.charCodeAt(before - 1) === BACKSLASH) before -= 1
    if ((quote - before) % 2 === 0) return quote + 1
  }
  return json.length
}

function endOfValue(json: string, start: number): number {
  let depth = 0
  for (let at = start; at < json.length; ) {
    const unit = json.charCodeAt(at)
    if (unit === QUOTE) {
      at = endOfString(json, at)
      continue
    }
    if (depth === 0 && (unit === COMMA || unit === CLOSE_BRACE || unit === CLOSE_BRACKET)) return at
    if (unit === OPEN_BRACE || unit === OPEN_BRACKET) depth += 1
    if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) depth -= 1
    at += 1
  }
  return json.length
}
