import zlib from 'node:zlib'
import type { FetchConfig, HeaderMap, HostSettings, Redirect } from '../types.ts'
import type { Cookies } from './cookies/cookies.ts'
import { userAgent } from './userAgent.ts'
import type { WebAddress } from './webAddress.ts'

/** What requests carry. The objects are shared between requests and frozen. */
export interface RequestHeaders {
  /** Of a request for a page, or for where its redirects have led. */
  forPage(url: WebAddress, redirects: readonly Redirect[]): HeaderMap
  /**
   * Of a request for a robots.txt. `redirects` are those of the page it is asked for, and then its own. It takes plain
   * text without encoding, whatever the user wants for pages: nothing decodes it.
   */
  forRobots(url: WebAddress, redirects: readonly Redirect[]): HeaderMap
}

export interface RequestHeadersOptions {
  readonly config: FetchConfig
  readonly settingsOf: (hostname: string) => HostSettings
  readonly cookies: Cookies | undefined
}

/**
 * Names, in lower case, that no user can set: what belongs to the connection and not to the request (RFC 9110, 7.6.1),
 * what frames a message, and `expect`, whose answer nobody waits for.
 */
export const FORBIDDEN_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

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
  const page: HeaderMap = {
    'user-agent': userAgent(config),
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1',
    'accept-language': config.acceptLanguage,
    'accept-encoding': ACCEPTED_CODINGS,
  }
  const headersFor = (defaults: HeaderMap, required: HeaderMap): RequestHeaders['forPage'] => {
    const plain = Object.freeze({ ...defaults, ...required })
    const withUser = createMerge(plain, required)
    return (url, redirects) => {
      const wanted = settingsOf(url.hostname).headers
      const headers = isAtHome(url, redirects) ? withUser(wanted) : plain
      return withCookies(headers, cookies?.header(new URL(url.href)) ?? '')
    }
  }
  return { forPage: headersFor(page, {}), forRobots: headersFor(page, ROBOTS_ACCEPT) }
}

/** Lays a user's headers over `plain` and under `required`: once for each map of them, for hosts share theirs. */
function createMerge(plain: HeaderMap, required: HeaderMap): (wanted: HeaderMap) => HeaderMap {
  const merged = new WeakMap<HeaderMap, HeaderMap>()
  return (wanted) => {
    const known = merged.get(wanted)
    if (known !== undefined) return known
    const allowed = Object.entries(wanted).filter(([name]) => !FORBIDDEN_HEADERS.has(name))
    const headers =
      allowed.length === 0 ? plain : Object.freeze({ ...plain, ...Object.fromEntries(allowed), ...required })
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
