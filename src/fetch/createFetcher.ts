import { setMaxListeners } from 'node:events'
import type {
  Detour,
  Failure,
  FetchConfig,
  FetchedPage,
  FetchOutcome,
  HostSettings,
  PageRequest,
} from '../types.ts'
import { createCachedLookup } from './address/addressCache.ts'
import { createAddressGuard } from './address/addressGuard.ts'
import { createGuardedLookup } from './address/guardedLookup.ts'
import type { NamedHosts } from './address/namedHosts.ts'
import { createAlarms } from './alarms.ts'
import { type Cookies, createCookies } from './cookies/cookies.ts'
import { createClient } from './createClient.ts'
import { createDeadlines, type Deadline, isOver } from './deadline.ts'
import { type Exchange, ExchangeError } from './exchange.ts'
import { createGuardedExchange } from './guardedExchange.ts'
import { failureSignal } from './hostSignal.ts'
import { networkFailure } from './networkFailure.ts'
import { type Ask, hopTo, isPage, knownHere, pageAttempt, type Trail } from './pageAttempt.ts'
import { redirectTarget } from './redirect.ts'
import { createRequestHeaders } from './requestHeaders.ts'
import { createRequestPace } from './requestPace.ts'
import type { RobotsCache } from './robots/createRobots.ts'
import { createRobotsGate } from './robots/robotsGate.ts'
import { createWebAddresses } from './webAddress.ts'

/** Makes attempts over kept connections. */
export interface Fetcher extends AsyncDisposable {
  /**
   * One attempt at one page: raw bytes and headers, a move to another host, or a failure. Redirects on the same host
   * are followed. Ends within the request's `remainingMs`. Rejects only when `signal` aborts, with its reason.
   */
  fetchPage(request: PageRequest, signal: AbortSignal): Promise<FetchOutcome>
  /** What becomes of an attempt whose page turned out to be a redirect to `url`. */
  refreshed(page: FetchedPage, url: string, remainingMs: number): Detour
}

export interface FetcherOptions {
  readonly config: FetchConfig
  readonly settingsOf: (hostname: string) => HostSettings
  /** Whether the certificates of a host are not verified. */
  readonly isInsecure: (hostname: string) => boolean
  readonly namedHosts: NamedHosts
  readonly robotsCache: RobotsCache
  /** Names of the headers that pages keep. */
  readonly keptHeaders: readonly string[]
  readonly warn: (message: string) => void
  /** Where proxies may be named. */
  readonly env: NodeJS.ProcessEnv
}

/** Throws a `ConfigError` for a proxy, a certificate authority or a cookie jar that cannot be used. */
export async function createFetcher(options: FetcherOptions): Promise<Fetcher> {
  const { config } = options
  const cookies =
    config.cookies || config.cookieJar !== null
      ? await createCookies({ file: config.cookieJar, warn: options.warn })
      : undefined
  return fetcherWith(options, cookies)
}

function fetcherWith(options: FetcherOptions, cookies: Cookies | undefined): Fetcher {
  const { config, settingsOf, namedHosts, robotsCache, warn } = options
  const { maxBodyBytes, firstByteTimeoutMs } = config
  const names = createCachedLookup()
  const guard = createAddressGuard({
    policyOf: (host) => settingsOf(host).allowPrivate,
    isNamed: namedHosts.has,
  })
  const client = createClient({ ...options, lookup: createGuardedLookup(names.addressesOf, guard) })
  const headers = createRequestHeaders({ config, settingsOf, cookies })
  const addressOf = createWebAddresses()
  const alarms = createAlarms()
  const deadlines = createDeadlines(alarms)
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)

  const guarded = createGuardedExchange({ client, guard, namedHosts, cookies, alarms, firstByteTimeoutMs })
  const pace = createRequestPace(Date.now)
  const gate = createRobotsGate({
    config,
    settingsOf,
    cache: robotsCache,
    pace,
    guarded,
    headers,
    deadlines,
    closing: closing.signal,
    warn,
  })
  const send = (trail: Trail, deadline: Deadline): Promise<Exchange> =>
    guarded(trail.url, {
      headers: headers.forPage(trail.url, trail.redirects, knownHere(trail)),
      maxBodyBytes,
      onSent() {
        trail.isSent = true
        pace.left(trail.url.hostname)
      },
      wantsBody(statusCode, responseHeaders) {
        trail.headersSeen = true
        return isPage(statusCode, responseHeaders)
      },
      deadline,
    })
  const sendIfAllowed: Ask = async (trail, deadline, isFirst) =>
    (await gate.keptBack(trail, deadline, isFirst)) ?? send(trail, deadline)
  const sendInTurn: Ask = async (trail, deadline, isFirst) => {
    const { url, intervalMs } = trail
    const postponed = isFirst ? pace.enter(url.hostname, { intervalMs, crawlDelayMs: 0 }) : undefined
    return postponed ?? send(trail, deadline)
  }
  const ask = config.robots ? sendIfAllowed : sendInTurn
  const attemptOptions = { maxRedirects: config.maxRedirects, keptHeaders: options.keptHeaders }

  return {
    async fetchPage(request, signal) {
      const deadline = deadlines.start(request.remainingMs, signal)
      const trail: Trail = {
        url: addressOf(request.url),
        intervalMs: request.intervalMs,
        redirects: [...request.redirects],
        isSent: false,
        headersSeen: false,
        ...(request.known && { known: request.known }),
      }
      try {
        return await pageAttempt(request, trail, deadline, ask, attemptOptions)
      } catch (error) {
        const failure = failureOf(error, deadline, config)
        if (failure === undefined) throw error
        return { kind: 'failed', failure, ...heardFrom(trail, failure) }
      } finally {
        deadline.stop()
      }
    },
    refreshed({ finalUrl, statusCode, redirects }, url, remainingMs) {
      const followed = [...redirects, { url: finalUrl, statusCode }]
      const target = redirectTarget(new URL(finalUrl), url, followed, config.maxRedirects)
      return target instanceof URL
        ? hopTo(target, followed, remainingMs)
        : { kind: 'failed', failure: target }
    },
    async [Symbol.asyncDispose]() {
      closing.abort(new Error('the fetcher is closed'))
      await client[Symbol.asyncDispose]()
      names[Symbol.dispose]()
      alarms[Symbol.dispose]()
      await cookies?.[Symbol.asyncDispose]()
    },
  }
}

function failureOf(
  error: unknown,
  deadline: Deadline,
  { timeoutMs, maxBodyBytes }: FetchConfig,
): Failure | undefined {
  if (isOver(deadline, error)) {
    return { stage: 'fetch', code: 'timeout', message: `no whole answer within ${timeoutMs} ms` }
  }
  return error instanceof ExchangeError ? networkFailure(error, maxBodyBytes) : undefined
}

function heardFrom(trail: Trail, { code }: Failure): Pick<FetchOutcome, 'heard'> {
  const heard = failureSignal(trail.url, code, trail)
  return heard === undefined ? {} : { heard }
}
