import { decodedUnreserved, escapedPath, escapedPattern } from './robotsEncoding.ts'
import type { WrittenRule } from './robotsGroup.ts'
import { detachedLines } from './robotsOctets.ts'
import { matchesPattern } from './robotsPattern.ts'

/** A rule, ready to be compared. */
export interface RobotsRule {
  readonly allows: boolean
  /** As written, an octet a character. */
  readonly value: string
  readonly pattern: string
  /** The more octets a matching rule has, the more it counts. */
  readonly octets: number
}

/** The rules that can match at all: an empty one says nothing. */
export function robotsRules(written: readonly WrittenRule[]): RobotsRule[] {
  const kept = written.filter(({ value }) => value !== '')
  const values = detachedLines(kept.map(({ value }) => value))
  const rules: RobotsRule[] = []
  for (const [index, value] of values.entries()) {
    const allows = kept[index]?.allows === true
    rules.push(allows ? allowRule(value, value) : disallowRule(value))
    if (allows) rules.push(...indexRules(value))
  }
  return rules
}

/** The longest rule that matches a path, or of two of one length the one that allows (RFC 9309, 2.2.2). */
export function matchingRule(rules: readonly RobotsRule[], path: string): RobotsRule | undefined {
  const escaped = escapedPath(path)
  const decoded = decodedUnreserved(escaped)
  let best: RobotsRule | undefined
  for (const rule of rules) {
    if (outranks(rule, best) && matchesPattern(rule.pattern, rule.allows ? escaped : decoded)) best = rule
  }
  return best
}

function outranks(rule: RobotsRule, best: RobotsRule | undefined): boolean {
  if (best === undefined || rule.octets > best.octets) return true
  return rule.octets === best.octets && rule.allows && !best.allows
}

/**
 * RFC 9309 decodes unreserved characters before it compares (`%7E` is `~`); Google's parser does not, and one of its
 * published checks wants that an `Allow` is not widened by it. So a `Disallow` is decoded, which forbids `/%70rivate`
 * as well as `/private`, and an `Allow` is not.
 */
function disallowRule(value: string): RobotsRule {
  const pattern = decodedUnreserved(escapedPattern(value))
  return { allows: false, value, pattern, octets: pattern.length }
}

/** To allow `/a/index.html` is to allow `/a/`, and nothing else below it, as Google reads it. */
function indexRules(value: string): RobotsRule[] {
  const slash = value.lastIndexOf('/')
  return value.startsWith('/index.htm', slash) ? [allowRule(value, `${value.slice(0, slash + 1)}$`)] : []
}

function allowRule(value: string, written: string): RobotsRule {
  const pattern = escapedPattern(written)
  return { allows: true, value, pattern, octets: decodedUnreserved(pattern).length }
}
