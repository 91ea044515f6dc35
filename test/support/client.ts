import { lookup } from 'node:dns'
import { setMaxListeners } from 'node:events'
import { onTestFinished } from 'vitest'
import { createAlarms } from '../../src/fetch/alarms.ts'
import { type Client, type ClientOptions, createClient } from '../../src/fetch/createClient.ts'
import { createDeadlines } from '../../src/fetch/deadline.ts'
import { type Exchange, ExchangeError, type ExchangeOptions, exchange } from '../../src/fetch/exchange.ts'
import { networkFailure } from '../../src/fetch/networkFailure.ts'
import type { Failure, FetchConfig, HostSettings } from '../../src/types.ts'

const CONFIG: FetchConfig = {
  concurrency: 64,
  perHost: { concurrency: 8, intervalMs: 0 },
  hosts: {},
  timeoutMs: 5000,
  connectTimeoutMs: 5000,
  firstByteTimeoutMs: 5000,
  maxBodyBytes: 10_000_000,
  maxBufferedBytes: 10_000_000,
  retries: 0,
  maxRetryAfterMs: 60_000,
  maxRedirects: 3,
  userAgent: 'textmill/test',
  contact: null,
  acceptLanguage: 'en',
  headers: {},
  allowPrivate: 'always',
  robots: false,
  http2: false,
  proxy: 'none',
  cookies: false,
  cookieJar: null,
  ca: [],
  insecureHosts: [],
  ipFamily: 'auto',
  maxAgeMs: 0,
}

/** A client of the running test's own, closed after it; eight connections an origin, no proxy, HTTP/1.1. */
export function clientOf(config: Partial<FetchConfig> = {}, options: Partial<ClientOptions> = {}): Client {
  const settings: HostSettings = { concurrency: 8, intervalMs: 0, allowPrivate: 'always', headers: {} }
  const client = createClient({
    config: { ...CONFIG, ...config },
    settingsOf: () => settings,
    isInsecure: () => false,
    lookup,
    env: {},
    ...options,
  })
  onTestFinished(() => client[Symbol.asyncDispose]())
  return client
}

/** A failure with what else its exchange knows. */
export type Refusal = Failure & { readonly headersSeen: boolean }

/** Asks for a URL, and takes whatever body comes. */
export async function askFor(
  client: Pick<Client, 'dispatcherFor'>,
  address: string,
  {
    signal = new AbortController().signal,
    ...options
  }: Partial<ExchangeOptions> & { readonly signal?: AbortSignal } = {},
): Promise<Exchange | Refusal> {
  using alarms = createAlarms()
  // Many requests of one test may listen to it.
  setMaxListeners(0, signal)
  const url = new URL(address)
  const { maxBodyBytes, firstByteTimeoutMs } = CONFIG
  try {
    return await exchange(client.dispatcherFor(url), {
      url,
      headers: { 'user-agent': 'textmill/test' },
      maxBodyBytes,
      firstByteTimeoutMs,
      wantsBody: () => true,
      alarms,
      deadline: createDeadlines(alarms).start(60_000, signal),
      ...options,
    })
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    return { ...networkFailure(error, options.maxBodyBytes ?? maxBodyBytes), headersSeen: error.headersSeen }
  }
}

/** The body of an answer as text, or the code of a failure. */
export function textOf(answer: Exchange | Refusal): string {
  return 'body' in answer ? new TextDecoder().decode(answer.body) : answer.code
}
