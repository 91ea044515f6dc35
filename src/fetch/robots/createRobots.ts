import type { Postponement } from '../../types.ts'
import { productToken } from '../userAgent.ts'
import type { WebAddress } from '../webAddress.ts'
import {
  type AskRobots,
  fetchRobotsTxt,
  type PostponedRobots,
  type RobotsFailure,
  robotsTrail,
} from './fetchRobotsTxt.ts'
import { parseRobotsTxt, type RobotsRules } from './robotsTxt.ts'

/**
 * What the robots.txt of a URL's origin says about it (RFC 9309). One that could not be had is not asked for again before
 * `until`, milliseconds since 1970, and one that was moved to where nobody may be asked yet not before its postponement.
 */
export type RobotsVerdict =
  | { readonly kind: 'allowed'; readonly crawlDelayMs: number }
  | { readonly kind: 'denied'; readonly rule: string }
  | ({ readonly kind: 'failed'; readonly until: number } & RobotsFailure)
  | Postponement

/** The rules of every origin that is asked, fetched once and remembered. */
export interface Robots {
  /** Fetches the origin's robots.txt where it is not known. Never rejects for what the network does. */
  verdict(url: WebAddress): Promise<RobotsVerdict>
}

/** Where robots.txt files outlive a run. */
export interface RobotsCache {
  /** The text that was had no earlier than `since`, milliseconds since 1970; an empty text allows everything. */
  get(origin: string, since: number): string | undefined
  put(origin: string, text: string, now: number): void
}

export interface RobotsOptions {
  readonly ask: AskRobots
  readonly cache: RobotsCache
  readonly userAgent: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly warn: (message: string) => void
}

/** So long a robots.txt that was kept is as good as a new one. */
export const ROBOTS_MAX_AGE_MS = 24 * 3_600_000
const MAX_CRAWL_DELAY_MS = 60_000
const MAX_ORIGINS_IN_MEMORY = 2000
/**
 * A robots.txt that could not be had is asked for again after a while, which doubles with every answer that is none.
 * Where nobody answers, the schedule decides when the origin is tried again.
 */
const FAILURE_BASE_MS = 500
const FAILURE_CAP_MS = 30_000

type Known =
  | { readonly kind: 'rules'; readonly rules: RobotsRules }
  | ({ readonly kind: 'failed'; readonly until: number; readonly count: number } & RobotsFailure)
  | ({ readonly kind: 'postponed'; readonly count: number } & PostponedRobots)

export function createRobots({ ask, cache, userAgent, now, warn }: RobotsOptions): Robots {
  const token = productToken(userAgent)
  const known = new Map<string, Known>()
  const fetching = new Map<string, Promise<Known>>()

  const remember = (origin: string, what: Known): Known => {
    const [oldest] = known.keys()
    if (known.size >= MAX_ORIGINS_IN_MEMORY && oldest !== undefined) known.delete(oldest)
    known.set(origin, what)
    return what
  }
  const parsed = (origin: string, text: string): Known => {
    const rules = parseRobotsTxt(text, token)
    if ((rules.crawlDelayMs ?? 0) > MAX_CRAWL_DELAY_MS) {
      warn(`${origin} asks for ${rules.crawlDelayMs} ms between requests; it gets ${MAX_CRAWL_DELAY_MS} ms`)
    }
    return { kind: 'rules', rules }
  }
  const fetched = async (origin: string, before: Known | undefined): Promise<Known> => {
    const failures = before !== undefined && 'count' in before ? before.count : 0
    const start = before?.kind === 'postponed' ? before.trail : robotsTrail(origin)
    const answer = await fetchRobotsTxt(start, ask, now)
    if (typeof answer !== 'string') {
      if ('postponement' in answer) return { kind: 'postponed', ...answer, count: failures }
      const count = answer.heard?.answered === false ? 0 : failures
      const waitMs = Math.min(FAILURE_CAP_MS, FAILURE_BASE_MS * 2 ** count)
      return { kind: 'failed', ...answer, until: now() + waitMs, count: count + 1 }
    }
    cache.put(origin, answer, now())
    return parsed(origin, answer)
  }
  const rulesOf = async (origin: string): Promise<Known> => {
    const before = known.get(origin)
    if (before?.kind === 'rules') return before
    if (before?.kind === 'failed' && before.until > now()) return heardBefore(before)
    const stored = before === undefined ? cache.get(origin, now() - ROBOTS_MAX_AGE_MS) : undefined
    if (stored !== undefined) return remember(origin, parsed(origin, stored))
    const pending = fetching.get(origin) ?? fetched(origin, before)
    fetching.set(origin, pending)
    try {
      return remember(origin, await pending)
    } finally {
      fetching.delete(origin)
    }
  }
  return {
    async verdict(url) {
      const found = await rulesOf(url.origin)
      if (found.kind === 'failed') return found
      if (found.kind === 'postponed') return found.postponement
      const { allowed, rule = '' } = found.rules.verdict(url.href)
      if (!allowed) return { kind: 'denied', rule }
      return { kind: 'allowed', crawlDelayMs: keptCrawlDelayMs(found.rules) }
    },
  }
}

/** What a robot's rules get of the time that they want between two requests. */
export function keptCrawlDelayMs({ crawlDelayMs = 0 }: RobotsRules): number {
  return Math.min(MAX_CRAWL_DELAY_MS, crawlDelayMs)
}

/** What was heard once is news once: only that nobody is there counts for every page. */
function heardBefore(known: Known & { kind: 'failed' }): Known {
  const heard = known.heard && { ...known.heard, pace: 'unknown' as const, pauseMs: 0 }
  return { ...known, heard }
}
