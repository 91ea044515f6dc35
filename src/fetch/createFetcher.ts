import { Agent } from 'undici'
import type { Failure, FetchConfig, FetchedPage, FetchOutcome, PageRequest, Redirect } from '../types.ts'
import { createCachedLookup } from './addressCache.ts'
import { BlockedAddressError, createAddressGuard } from './addressGuard.ts'
import { isTextual, mediaType } from './contentType.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import { type Exchange, ExchangeError, exchange, type ResponseHeaders } from './exchange.ts'
import { createGuardedLookup } from './guardedLookup.ts'
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

export function createFetcher(config: FetchConfig, named: NamedHosts): Fetcher {
  const names = createCachedLookup()
  const guard = createAddressGuard({ policyOf: () => config.allowPrivate, isNamed: named.has })
  // The attempt's own deadline covers headers and body; undici's idle timers would not notice a drip.
  const agent = new Agent({
    // Without a bound a request that starts the moment another ends would open a second connection.
    connections: config.perHost.concurrency,
    connect: {
      timeout: Math.min(config.timeoutMs, MAX_CONNECT_MS),
      lookup: createGuardedLookup(names.addressesOf, guard),
    },
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEADER_BYTES,
  })
  const headers = requestHeaders(config)
  const { maxBodyBytes } = config
  const ask = async (url: URL, { signal }: Deadline): Promise<Exchange> => {
    await named.certain(url.hostname, signal)
    if (guard.blocks(url)) throw new ExchangeError(new BlockedAddressError(), false)
    return exchange(agent, { url, headers, maxBodyBytes, wantsBody: isPage, signal })
  }

  return {
    async fetchPage(request, signal) {
      using deadline = createDeadline(request.remainingMs, signal)
      try {
        return await followed(request, deadline, ask, config)
      } catch (error) {
        if (deadline.passed && error === deadline.signal.reason) return failed(timeout(config.timeoutMs))
        if (error instanceof ExchangeError) return failed(networkFailure(error, config.maxBodyBytes))
        throw error
      }
    },
    async [Symbol.asyncDispose]() {
      await agent.destroy()
      names[Symbol.dispose]()
    },
  }
}

async function followed(
  request: PageRequest,
  deadline: Deadline,
  ask: (url: URL, deadline: Deadline) => Promise<Exchange>,
  { maxRedirects }: FetchConfig,
): Promise<FetchOutcome> {
  const redirects = [...request.redirects]
  let url = new URL(request.url)
  for (;;) {
    const response = await ask(url, deadline)
    const location = header(response.headers, 'location')?.split(', ', 1)[0]
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

/** A header's value; of one that came more than once, all of them, as if they had come as one (RFC 9110, 5.3). */
function header(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

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
