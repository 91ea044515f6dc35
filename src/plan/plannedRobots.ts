import { keptCrawlDelayMs, ROBOTS_MAX_AGE_MS } from '../fetch/robots/createRobots.ts'
import { parseRobotsTxt, type RobotsRules } from '../fetch/robots/robotsTxt.ts'
import { productToken } from '../fetch/userAgent.ts'

/** What the robots.txt of a page's origin says of it, as far as one is kept. */
export type PlannedVerdict =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'denied'; readonly rule: string }
  | { readonly kind: 'allowed'; readonly crawlDelayMs: number }

/** The rules that are kept of origins, a bounded number of them in memory. */
export interface PlannedRobots {
  /** Those of the origins whose robots.txt must be looked for. */
  unknown(origins: Iterable<string>): string[]
  /** Takes the text that was found, undefined for none. */
  learn(origin: string, text: string | undefined): void
  /** Of an origin that was learned. */
  verdict(origin: string, url: string): PlannedVerdict
  /** Texts from before this time, milliseconds since 1970, are asked for again. */
  readonly since: number
}

const MAX_TEXT_CHARS = 16_000_000

export function createPlannedRobots(userAgent: string, now: number): PlannedRobots {
  const token = productToken(userAgent)
  const known = new Map<string, { readonly rules: RobotsRules; readonly chars: number } | undefined>()
  let chars = 0

  const makeRoom = (): void => {
    for (const [origin, kept] of known) {
      if (chars <= MAX_TEXT_CHARS) return
      known.delete(origin)
      chars -= ORIGIN_CHARS + (kept?.chars ?? 0)
    }
  }
  return {
    since: now - ROBOTS_MAX_AGE_MS,
    unknown(origins) {
      // Before, not while they are learned: what belongs together must be there together.
      makeRoom()
      return [...new Set(origins)].filter((origin) => !known.has(origin))
    },
    learn(origin, text) {
      known.set(
        origin,
        text === undefined ? undefined : { rules: parseRobotsTxt(text, token), chars: text.length },
      )
      chars += ORIGIN_CHARS + (text?.length ?? 0)
    },
    verdict(origin, url) {
      const rules = known.get(origin)?.rules
      if (rules === undefined) return { kind: 'unknown' }
      const { allowed, rule = '' } = rules.verdict(url)
      return allowed ? { kind: 'allowed', crawlDelayMs: keptCrawlDelayMs(rules) } : { kind: 'denied', rule }
    },
  }
}

/** What an origin takes by itself, in characters. */
const ORIGIN_CHARS = 100
