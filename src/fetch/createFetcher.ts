import { setMaxListeners } from 'node:events'
import { Agent } from 'undici'
import type {
  Detour,
  Failure,
  FetchConfig,
  FetchedPage,
  FetchOutcome,
  PageRequest,
  Redirect,
} from '../types.ts'
import { createCachedLookup } from './addressCache.ts'
import { BlockedAddressError, createAddressGuard } from './addressGuard.ts'
import { isTextual, mediaType } from './contentType.ts'
import { createCrawlPace } from './crawlPace.ts'
import { createRobots, MAX_ROBOTS_BYTES, type RobotsCache } from './createRobots.ts'
import { createDeadline, type Deadline, unlessAborted } from './deadline.ts'
import {
  type Exchange,
  ExchangeError,
  type ExchangeOptions,
  exchange,
  type ResponseHeaders,
} from './exchange.ts'
import { createGuardedLookup } from './guardedLookup.ts'
import { header, locationHeader } from './header.ts'
import type { NamedHosts } from './namedHosts.ts'
import { networkFailure } from './networkFailure.ts'
import { isRedirect, redirectTarget } from './redirect.ts'

/** Makes attempts over kept connections. */
export interface Fetcher extends AsyncDisposable {
  /**
   * One attempt at one page: raw bytes and headers, a move to another host, or a failure. Redirects on the same host
   * are followed. Ends within the request's `remainingMs`. Rejects only when `signal` aborts, with its reason.
   */
  fetchPage(request: PageRequest, signal: AbortSignal): Promise<FetchOutcome>
}

const MAX_CONNECT_MS = 10_000
const MAX_HEADER_BYTES = 65_536
const TIMED_OUT = Object.assign(new Error('no whole answer in time'), { code: 'ETIMEDOUT' })

export interface FetcherOptions {
  readonly config: FetchConfig
  readonly namedHosts: NamedHosts
  readonly robotsCache: RobotsCache
  readonly warn: (message: string) => void
}

export function createFetcher({ config, namedHosts, robotsCache, warn }: FetcherOptions): Fetcher {
  const { maxBodyBytes, timeoutMs, userAgent } = config
  const names = createCachedLookup()
  const guard = createAddressGuard({ policyOf: () => config.allowPrivate, isNamed: namedHosts.has })
  // The attempt's own deadline covers headers and body; undici's idle timers would not notice a drip.
  const agent = new Agent({
    // Without a bound a request that starts the moment another ends would open a second connection.
    connections: config.perHost.concurrency,
    connect: {
      timeout: Math.min(timeoutMs, MAX_CONNECT_MS),
      lookup: createGuardedLookup(names.addressesOf, guard),
    },
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEADER_BYTES,
  })
  const headers = requestHeaders(config)
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)

  const guarded = async (url: URL, options: Omit<ExchangeOptions, 'url'>): Promise<Exchange> => {
    await namedHosts.certain(url.hostname, options.signal)
    if (guard.blocks(url)) throw new ExchangeError(new BlockedAddressError(), false)
    return exchange(agent, { url, ...options })
  }
  const askRobots = async (url: URL): Promise<Exchange> => {
    // Not the page's deadline: other pages wait for the same answer.
    using deadline = createDeadline(timeoutMs, closing.signal)
    try {
      return await guarded(url, {
        headers: { ...headers, accept: 'text/plain,*/*;q=0.1', 'accept-encoding': 'identity' },
        maxBodyBytes: MAX_ROBOTS_BYTES,
        whenTooLarge: 'cut',
        wantsBody: isSuccess,
        signal: deadline.signal,
      })
    } catch (error) {
      throw deadline.passed && error === deadline.signal.reason ? new ExchangeError(TIMED_OUT, false) : error
    }
  }
  const robots = createRobots({ ask: askRobots, cache: robotsCache, userAgent, now: Date.now, warn })
  const pace = createCrawlPace(Date.now)

  const ask: Ask = async (url, { signal }, isFirst) => {
    if (config.robots) {
      const verdict = await unlessAborted(robots.verdict(url), signal)
      if (verdict.kind === 'failed') return verdict
      if (verdict.kind === 'denied') return { kind: 'skipped', rule: verdict.rule }
      const postponed = isFirst ? pace.enter(url.hostname, verdict.crawlDelayMs) : undefined
      if (postponed !== undefined) return postponed
    }
    return guarded(url, { headers, maxBodyBytes, wantsBody: isPage, signal })
  }

  return {
    async fetchPage(request, signal) {
      using deadline = createDeadline(request.remainingMs, signal)
      try {
        return await followed(request, deadline, ask, config)
      } catch (error) {
        if (deadline.passed && error === deadline.signal.reason) return failed(timeout(timeoutMs))
        if (error instanceof ExchangeError) return failed(networkFailure(error, maxBodyBytes))
        throw error
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort(new Error('the fetcher is closed'))
      await agent.destroy()
      names[Symbol.dispose]()
    },
  }
}

/** Asks for a page's URL, where that may be done now. */
type Ask = (url: URL, deadline: Deadline, isFirst: boolean) => Promise<Exchange | Detour>

async function followed(
  request: PageRequest,
  deadline: Deadline,
  ask: Ask,
  { maxRedirects }: FetchConfig,
): Promise<FetchOutcome> {
  const redirects = [...request.redirects]
  let url = new URL(request.url)
  for (;;) {
    const response = await ask(url, deadline, redirects.length === request.redirects.length)
    if ('kind' in response) return response
    const location = locationHeader(response.headers)
    if (!isRedirect(response.statusCode, location)) return pageOutcome(url, response, redirects)
    redirects.push({ url: url.href, statusCode: response.statusCode })
    const target = redirectTarget(url, location, redirects, maxRedirects)
    if (!(target instanceof URL)) return failed(target)
    if (target.hostname !== request.host) {
      const hop = { url: target.href, host: target.hostname, redirects, remainingMs: deadline.remainingMs() }
      return { kind: 'moved', hop }
    }
    url = target
  }
}

function pageOutcome(
  url: URL,
  { statusCode, headers, body }: Exchange,
  redirects: readonly Redirect[],
): FetchOutcome {
  if (!isSuccess(statusCode)) {
    return failed({
      stage: 'fetch',
      code: 'http-status',
      message: `the server answered ${statusCode}`,
      statusCode,
    })
  }
  const contentType = header(headers, 'content-type') ?? ''
  if (!isTextual(mediaType(contentType))) {
    return failed({
      stage: 'fetch',
      code: 'not-html',
      message: `the content type is ${mediaType(contentType)}`,
    })
  }
  const contentEncoding = header(headers, 'content-encoding') ?? ''
  const page: FetchedPage = { finalUrl: url.href, statusCode, contentType, contentEncoding, redirects, body }
  return { kind: 'fetched', page }
}

function isPage(statusCode: number, headers: ResponseHeaders): boolean {
  return isSuccess(statusCode) && isTextual(mediaType(header(headers, 'content-type') ?? ''))
}

const isSuccess = (statusCode: number): boolean => statusCode >= 200 && statusCode <= 299

function requestHeaders({ userAgent }: FetchConfig): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1',
    'accept-language': 'en;q=0.8,*;q=0.5',
    'accept-encoding': 'gzip, deflate, br',
  }
}

function timeout(timeoutMs: number): Failure {
  return { stage: 'fetch', code: 'timeout', message: `no whole answer within ${timeoutMs} ms` }
}

function failed(failure: Failure): FetchOutcome {
  return { kind: 'failed', failure }
}
