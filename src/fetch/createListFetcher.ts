import { setTimeout } from 'node:timers/promises'
import { isPassingStatus } from '../config/isPassingStatus.ts'
import { InputError } from '../errors.ts'
import type { FailureCode, FetchConfig, HostSettings, Redirect } from '../types.ts'
import { createCachedLookup } from './address/addressCache.ts'
import { createAddressGuard } from './address/addressGuard.ts'
import { createGuardedLookup } from './address/guardedLookup.ts'
import { createNamedHosts } from './address/namedHosts.ts'
import { createAlarms } from './alarms.ts'
import { createClient } from './createClient.ts'
import { createDeadlines } from './deadline.ts'
import { type Exchange, ExchangeError } from './exchange.ts'
import { createGuardedExchange } from './guardedExchange.ts'
import { locationHeader } from './header.ts'
import { networkFailure } from './networkFailure.ts'
import { isSuccess } from './pageAttempt.ts'
import { isRedirectStatus, redirectTarget } from './redirect.ts'
import { createRequestHeaders } from './requestHeaders.ts'
import { UNPACKABLE, unpackedBody } from './unpackedBody.ts'

/** Fetches the lists that a run begins with: sitemaps and feeds. */
export interface ListFetcher extends AsyncDisposable {
  /**
   * The bytes of a list, unpacked from its content coding. Redirects are followed, and what may pass is tried again. Throws
   * an `InputError` that names the URL, or the reason of `signal`.
   */
  fetchList(url: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>
}

export interface ListFetcherOptions {
  readonly config: FetchConfig
  readonly settingsOf: (hostname: string) => HostSettings
  readonly isInsecure: (hostname: string) => boolean
  /** The URLs the user names: only these may be private. */
  readonly named: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Waits before another attempt. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** What a sitemap may measure (sitemaps.org), and the time a large one takes. */
const MAX_LIST_BYTES = 52_428_800
const MIN_TIMEOUT_MS = 60_000

const FIRST_PAUSE_MS = 500

export function createListFetcher(options: ListFetcherOptions): ListFetcher {
  const { config, settingsOf, named, wait = waitOut } = options
  const namedHosts = createNamedHosts()
  for (const url of named) namedHosts.add(new URL(url).hostname)
  namedHosts.end()
  const names = createCachedLookup()
  const guard = createAddressGuard({
    policyOf: (host) => settingsOf(host).allowPrivate,
    isNamed: namedHosts.has,
  })
  const client = createClient({ ...options, lookup: createGuardedLookup(names.addressesOf, guard) })
  const headers = createRequestHeaders({ config, settingsOf, cookies: undefined })
  const alarms = createAlarms()
  const deadlines = createDeadlines(alarms)
  const { firstByteTimeoutMs, maxRedirects, retries } = config
  const timeoutMs = Math.max(config.timeoutMs, MIN_TIMEOUT_MS)
  const guarded = createGuardedExchange({
    client,
    guard,
    namedHosts,
    cookies: undefined,
    alarms,
    firstByteTimeoutMs,
  })

  const asked = async (url: URL, redirects: readonly Redirect[], signal: AbortSignal): Promise<Exchange> => {
    const deadline = deadlines.start(timeoutMs, signal)
    try {
      return await guarded(url, {
        headers: { ...headers.forPage(url, redirects), 'accept-encoding': UNPACKABLE },
        maxBodyBytes: MAX_LIST_BYTES,
        wantsBody: isSuccess,
        deadline,
      })
    } catch (error) {
      if (deadline.passed && error === deadline.reason)
        throw new PassingError(`no whole answer within ${timeoutMs} ms`)
      if (error instanceof ExchangeError) throw exchangeError(error)
      throw error
    } finally {
      deadline.stop()
    }
  }

  const followed = async (start: string, signal: AbortSignal): Promise<Exchange> => {
    const redirects: Redirect[] = []
    let url = new URL(start)
    for (;;) {
      const response = await asked(url, redirects, signal)
      const { statusCode, headers: answered } = response
      const location = isRedirectStatus(statusCode) ? locationHeader(answered) : undefined
      if (location === undefined) return successful(response)
      redirects.push({ url: url.href, statusCode })
      const target = redirectTarget(url, location, redirects, maxRedirects)
      if (!(target instanceof URL)) throw new InputError(target.message)
      url = target
    }
  }

  return {
    async fetchList(url, signal) {
      for (let attempt = 1; ; attempt++) {
        try {
          return unpackedBody(await followed(url, signal))
        } catch (error) {
          const isPassing = error instanceof PassingError
          if (!isPassing && !(error instanceof InputError)) throw error
          if (!isPassing || attempt > retries) throw new InputError(`cannot read ${url}: ${error.message}`)
          await wait(FIRST_PAUSE_MS * 2 ** (attempt - 1), signal)
        }
      }
    },
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]()
      names[Symbol.dispose]()
      alarms[Symbol.dispose]()
    },
  }
}

const waitOut = (ms: number, signal: AbortSignal): Promise<void> => setTimeout(ms, undefined, { signal })

/** A failure after which another attempt may fare better. */
class PassingError extends Error {
  override name = 'PassingError'
}

/** Failures that another attempt would meet again. */
const LASTING: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'body-too-large',
  'blocked-address',
  'dns-not-found',
  'tls',
])

function exchangeError(error: ExchangeError): Error {
  const { code, message } = networkFailure(error, MAX_LIST_BYTES)
  return LASTING.has(code) ? new InputError(message) : new PassingError(message)
}

function successful(response: Exchange): Exchange {
  const { statusCode } = response
  if (isSuccess(statusCode)) return response
  const message = `the server answered ${statusCode}`
  throw isPassingStatus(statusCode) ? new PassingError(message) : new InputError(message)
}
