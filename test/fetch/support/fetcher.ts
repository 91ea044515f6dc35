import { setMaxListeners } from 'node:events'
import { onTestFinished } from 'vitest'
import { createHostSettings, hostMatcher } from '../../../src/config/hostSettings.ts'
import { resolveOptions } from '../../../src/config/resolveOptions.ts'
import { createNamedHosts } from '../../../src/fetch/address/namedHosts.ts'
import { createFetcher, type Fetcher, type FetcherOptions } from '../../../src/fetch/createFetcher.ts'
import type { FetchConfig, FetchOutcome, PageRequest } from '../../../src/types.ts'

export const never = new AbortController().signal
// Every fetcher of a file listens to it.
setMaxListeners(0, never)

export const CONFIG: FetchConfig = {
  ...resolveOptions({}).fetch,
  perHost: { concurrency: 8, intervalMs: 0 },
  timeoutMs: 5000,
  maxBodyBytes: 1_000_000,
  maxRedirects: 3,
  userAgent: 'textmill/test',
  robots: false,
  proxy: 'none',
}

/** Everything a fetcher needs, without robots, proxies or anything else that an option does not ask for. */
export function fetcherOptions(overrides: Partial<FetchConfig> = {}): FetcherOptions {
  const config = { ...CONFIG, ...overrides }
  const namedHosts = createNamedHosts()
  for (const host of ['127.0.0.1', 'gone.example', 'a.example']) namedHosts.add(host)
  namedHosts.end()
  return {
    config,
    settingsOf: createHostSettings(config),
    isInsecure: hostMatcher(config.insecureHosts),
    namedHosts,
    robotsCache: { get: () => undefined, put: () => {} },
    keptHeaders: [],
    warn: () => {},
    env: {},
  }
}

/** A fetcher that is closed after the test. */
export async function fetcherOf(
  overrides: Partial<FetchConfig> = {},
  surroundings: Partial<FetcherOptions> = {},
): Promise<Fetcher> {
  const fetcher = await createFetcher({ ...fetcherOptions(overrides), ...surroundings })
  onTestFinished(() => fetcher[Symbol.asyncDispose]())
  return fetcher
}

export function requestOf(url: string, remainingMs = CONFIG.timeoutMs): PageRequest {
  return { page: 1, url, host: new URL(url).hostname, intervalMs: 0, attempt: 1, redirects: [], remainingMs }
}

export async function outcomeOf(url: string, overrides: Partial<FetchConfig> = {}): Promise<FetchOutcome> {
  return (await fetcherOf(overrides)).fetchPage(requestOf(url, overrides.timeoutMs), never)
}

export async function failureOf(url: string, overrides: Partial<FetchConfig> = {}) {
  const outcome = await outcomeOf(url, overrides)
  return outcome.kind === 'failed' ? outcome.failure : outcome
}

export function textOf(outcome: FetchOutcome): string | undefined {
  return outcome.kind === 'fetched' ? new TextDecoder().decode(outcome.page.body) : undefined
}
