import type { Failure, Redirect } from '../types.ts'
import { type Exchange, ExchangeError } from './exchange.ts'
import { locationHeader } from './header.ts'
import { networkFailure } from './networkFailure.ts'
import { isRedirect, redirectTarget } from './redirect.ts'
import { parseRobotsTxt, type RobotsRules } from './robotsTxt.ts'

/** What the robots.txt of a URL's origin says about it (RFC 9309). */
export type RobotsVerdict =
  | { readonly kind: 'allowed'; readonly crawlDelayMs: number }
  | { readonly kind: 'denied'; readonly rule: string }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** The rules of every origin that is asked, fetched once and remembered. */
export interface Robots {
  /** Fetches the origin's robots.txt where it is not known. Never rejects for what the network does. */
  verdict(url: URL): Promise<RobotsVerdict>
}

/** Where robots.txt files outlive a run. */
export interface RobotsCache {
  /** The text that was had no earlier than `since`, milliseconds since 1970; an empty text allows everything. */
  get(origin: string, since: number): string | undefined
  put(origin: string, text: string, now: number): void
}

export interface RobotsOptions {
  /** Sends one request for a robots.txt; at most `MAX_ROBOTS_BYTES` of the answer are wanted. Rejects as an exchange. */
  readonly ask: (url: URL) => Promise<Exchange>
  readonly cache: RobotsCache
  readonly userAgent: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly warn: (message: string) => void
}

/** What is read of a robots.txt (RFC 9309, 2.5). */
export const MAX_ROBOTS_BYTES = 512_000

const MAX_REDIRECTS = 5
const MAX_AGE_MS = 24 * 3_600_000
const MAX_CRAWL_DELAY_MS = 60_000
const MAX_ORIGINS_IN_MEMORY = 2000
/** A robots.txt that could not be had is asked for again after a while that doubles with every failure. */
const FAILURE_BASE_MS = 500
const FAILURE_CAP_MS = 30_000

type Known =
  | { readonly kind: 'rules'; readonly rules: RobotsRules }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly until: number; readonly count: number }

export function createRobots({ ask, cache, userAgent, now, warn }: RobotsOptions): Robots {
  const token = /^[a-z_-]+/i.exec(userAgent)?.[0] ?? userAgent
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
  const fetched = async (origin: string, failures: number): Promise<Known> => {
    const answer = await robotsText(origin, ask)
    if (typeof answer !== 'string') {
      const waitMs = Math.min(FAILURE_CAP_MS, FAILURE_BASE_MS * 2 ** failures)
      return { kind: 'failed', failure: answer, until: now() + waitMs, count: failures + 1 }
    }
    cache.put(origin, answer, now())
    return parsed(origin, answer)
  }
  const rulesOf = async (origin: string): Promise<Known> => {
    const before = known.get(origin)
    if (before?.kind === 'rules' || (before?.kind === 'failed' && before.until > now())) return before
    const stored = before === undefined ? cache.get(origin, now() - MAX_AGE_MS) : undefined
    if (stored !== undefined) return remember(origin, parsed(origin, stored))
    const pending = fetching.get(origin) ?? fetched(origin, before?.count ?? 0)
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
      const { allowed, rule = '' } = found.rules.verdict(url.href)
      if (!allowed) return { kind: 'denied', rule }
      return { kind: 'allowed', crawlDelayMs: Math.min(MAX_CRAWL_DELAY_MS, found.rules.crawlDelayMs ?? 0) }
    },
  }
}

/**
 * The text of an origin's robots.txt, or why it cannot be had. A client error means that there are no rules, a server
 * error that nobody knows (RFC 9309, 2.3.1.3 and 2.3.1.4); more redirects than five count as no rules.
 */
async function robotsText(origin: string, ask: (url: URL) => Promise<Exchange>): Promise<string | Failure> {
  const redirects: Redirect[] = []
  let url = new URL('/robots.txt', origin)
  for (;;) {
    const response = await answered(url, ask)
    if ('code' in response) return response
    const { statusCode, headers, body } = response
    const location = locationHeader(headers)
    if (isRedirect(statusCode, location)) {
      redirects.push({ url: url.href, statusCode })
      const target = redirectTarget(url, location, redirects, MAX_REDIRECTS)
      if (!(target instanceof URL)) return ''
      url = target
    } else if (statusCode >= 500 || statusCode === 429) {
      const message = `robots.txt: the server answered ${statusCode}`
      return { stage: 'robots', code: 'robots-unavailable', message, statusCode }
    } else {
      return statusCode >= 200 && statusCode <= 299 ? new TextDecoder().decode(body) : ''
    }
  }
}

async function answered(url: URL, ask: (url: URL) => Promise<Exchange>): Promise<Exchange | Failure> {
  try {
    return await ask(url)
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    const { code, message } = networkFailure(error, MAX_ROBOTS_BYTES)
    return { stage: 'robots', code, message: `robots.txt: ${message}` }
  }
}
