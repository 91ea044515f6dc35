import { robotsOctets } from './robotsOctets.ts'

/** A line that means something. */
export interface RobotsDirective {
  readonly key: RobotsKey
  /** One character for each octet of the file; `utf8Text` makes text of it. */
  readonly value: string
}
export type RobotsKey = 'user-agent' | 'allow' | 'disallow' | 'sitemap' | 'crawl-delay'

/** What Google's parser reads of one line: eight times the longest URL of old browsers, and room for its end. */
const MAX_LINE_LENGTH = 8 * 2083 - 1

/** The keys by how they begin, with the misspellings that Google's parser knows. What follows does not matter. */
const KEYS: readonly (readonly [RobotsKey, RegExp])[] = [
  ['disallow', /^(?:dis(?:s?allow|s?alow|allaw)|diasllow)/i],
  ['allow', /^allow/i],
  ['user-agent', /^user[- ]?agent/i],
  ['sitemap', /^site-?map/i],
  ['crawl-delay', /^crawl[- ]?delay/i],
]

/** The lines of a robots.txt that mean something, in order. All others are passed over, as RFC 9309 asks. */
export function robotsDirectives(body: Uint8Array | string): RobotsDirective[] {
  const directives: RobotsDirective[] = []
  for (const line of robotsOctets(body).split(/[\r\n]+/)) {
    const directive = robotsDirective(line.slice(0, MAX_LINE_LENGTH))
    if (directive !== undefined) directives.push(directive)
  }
  return directives
}

function robotsDirective(line: string): RobotsDirective | undefined {
  const comment = line.indexOf('#')
  const text = trimmed(comment < 0 ? line : line.slice(0, comment))
  const separator = separatorIndex(text)
  if (separator < 0) return undefined
  const key = robotsKey(text.slice(0, separator))
  return key === undefined ? undefined : { key, value: trimmed(text.slice(separator + 1)) }
}

function robotsKey(name: string): RobotsKey | undefined {
  for (const [key, beginning] of KEYS) {
    if (beginning.test(name)) return key
  }
  return undefined
}

/** Where the key ends: at the colon, or, where that was forgotten, at the white space between two words. */
function separatorIndex(text: string): number {
  const colon = text.indexOf(':')
  if (colon >= 0) return colon
  return /^[^ \t]+[ \t]+[^ \t]+$/.test(text) ? text.search(/[ \t]/) : -1
}

/** Without white space of ASCII at both ends. `trim()` would also take the last octet of an `à`, which is 0xA0. */
function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charCodeAt(start))) start += 1
  while (start < end && isSpace(text.charCodeAt(end - 1))) end -= 1
  return text.slice(start, end)
}

const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d)
