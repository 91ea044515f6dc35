import zlib from 'node:zlib'
import { ownHeaders } from '../config/headerMap.ts'
import type { FetchConfig, HeaderMap, HostSettings, KnownPage, Redirect } from '../types.ts'
import type { Cookies } from './cookies/cookies.ts'
import { userAgent } from './userAgent.ts'
import { conditionalHeaders } from './validators.ts'
import type { WebAddress } from './webAddress.ts'

/** What requests carry. The objects are shared between requests and frozen. */
export interface RequestHeaders {
  /** Of a request for a page, or for where its redirects have led; only for another version than the `known` one, if any. */
  forPage(url: WebAddress, redirects: readonly Redirect[], known?: KnownPage): HeaderMap
  /**
   * Of a request for a robots.txt: nothing of the user's but the name. It is asked for once for all pages of an origin,
   * however they have come there, and its answer must not depend on which of them came first.
   */
  forRobots(): HeaderMap
}

export interface RequestHeadersOptions {
  readonly config: FetchConfig
  readonly settingsOf: (hostname: string) => HostSettings
  readonly cookies: Cookies | undefined
}

/** Content codings that can be undone here. Node before 22.15 has no zstd. */
const ACCEPTED_CODINGS = `gzip, deflate, br${'zstdDecompressSync' in zlib ? ', zstd' : ''}`
const ROBOTS_ACCEPT: HeaderMap = { accept: 'text/plain,*/*;q=0.1', 'accept-encoding': 'identity' }

/**
 * Decides what each request carries. The headers a user configured replace our own, and go to the origin (scheme, host
 * and port) of the page's own URL alone: once a redirect has left it they stay away for the rest of the chain, even
 * where that leads back, as the Fetch standard has it for `Authorization`. Cookies go by their own rules to every URL
 * they match. A `cookie` header of the user's stands before those of the jar, since servers that meet a name twice
 * mostly take the first.
 */
export function createRequestHeaders({ config, settingsOf, cookies }: RequestHeadersOptions): RequestHeaders {
  const page: HeaderMap = Object.freeze({
    'user-agent': userAgent(config),
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1',
    'accept-language': config.acceptLanguage,
    'accept-encoding': ACCEPTED_CODINGS,
  })
  const robots = Object.freeze({ ...page, ...ROBOTS_ACCEPT })
  const withUser = createMerge(page)
  return {
    forPage(url, redirects, known) {
      const wanted = settingsOf(url.hostname).headers
      const usual = isAtHome(url, redirects) ? withUser(wanted) : page
      const headers = known === undefined ? usual : asking(usual, known)
      return withCookies(headers, cookies?.header(new URL(url.href)) ?? '')
    },
    forRobots: () => robots,
  }
}

/** With the known page's conditions, and none of the user's: what a 304 is the answer to must be known. */
function asking(usual: HeaderMap, known: KnownPage): HeaderMap {
  const { 'if-none-match': _etag, 'if-modified-since': _time, ...others } = usual
  return { ...others, ...conditionalHeaders(known) }
}

/** Lays a user's headers over ours: once for each map of them, for hosts share theirs. */
function createMerge(plain: HeaderMap): (wanted: HeaderMap) => HeaderMap {
  const merged = new WeakMap<HeaderMap, HeaderMap>()
  return (wanted) => {
    const known = merged.get(wanted)
    if (known !== undefined) return known
    const allowed = Object.entries(wanted).filter(([name]) => !ownHeaders.includes(name))
    const headers = allowed.length === 0 ? plain : Object.freeze({ ...plain, ...Object.fromEntries(allowed) })
    merged.set(wanted, headers)
    return headers
  }
}

function isAtHome(url: WebAddress, redirects: readonly Redirect[]): boolean {
  const [first, ...others] = redirects
  if (first === undefined) return true
  const home = new URL(first.url).origin
  return url.origin === home && others.every((redirect) => new URL(redirect.url).origin === home)
}

function withCookies(headers: HeaderMap, fromJar: string): HeaderMap {
  if (fromJar === '') return headers
  const own = headers.cookie ?? ''
  return { ...headers, cookie: own === '' ? fromJar : `${own}; ${fromJar}` }
}
