import type { Cookie } from 'tough-cookie'
import { errorMessage } from '../../errors.ts'
import { allCookies, createCookieBounds } from './cookieBounds.ts'
import { readCookieJar, writeCookieJar } from './cookieJarFile.ts'
import type { FiledCookie } from './cookiesTxt.ts'

/** The cookies of a run. Disposing of them writes the jar file, where there is one. */
export interface Cookies extends AsyncDisposable {
  /** The `cookie` header for a request, by RFC 6265's rules of domain, path, `Secure` and expiry; empty for none. */
  header(url: URL): string
  /** Keeps what the answer from `url` sets. What is no cookie, or not this host's to set, is ignored. */
  store(url: URL, setCookie: string | readonly string[] | undefined): void
}

export interface CookiesOptions {
  /** A cookies.txt, which need not exist; null keeps nothing after the run. */
  readonly file: string | null
  readonly warn: (message: string) => void
}

/** As browsers bound them (RFC 6265bis, 5.6): name and value together, and a path. */
const MAX_PAIR_CHARS = 4096
const MAX_PATH_CHARS = 1024
/** The last second of the year 9999. */
const MAX_EXPIRES_AT = 253_402_300_799_000
/** What a header can carry, and a line of a file: no control characters. */
const SENDABLE = /^[\x20-\x7e\x80-\xff]*$/

/**
 * Reads the jar file and opens a jar for a run. Cookies for a public suffix (`co.uk`) are refused, also those of
 * the file. Throws an `InputError` for a file that cannot be read or is no cookies.txt; one that cannot be written
 * in the end is a warning.
 */
export async function createCookies({ file, warn }: CookiesOptions): Promise<Cookies> {
  const filed = file === null ? [] : await readCookieJar(file)
  const { Cookie, CookieJar, getPublicSuffix, MemoryCookieStore } = await import('tough-cookie')
  const memory = new MemoryCookieStore()
  const jar = new CookieJar(memory)
  const bounds = createCookieBounds(memory)
  let isEmpty = true
  /** The scheme and port that each cookie came by; those of the file have none. */
  const ways = new Map<string, string>()

  const keep = (cookie: Cookie, url: URL): void => {
    if (!isWithinBounds(cookie)) return
    cookie.domain = cookie.cdomain() ?? null
    const kept = jar.setCookieSync(cookie, url, { ignoreError: true })
    if (typeof kept?.domain !== 'string') return
    isEmpty = false
    ways.set(nameOf(kept), wayOf(url))
    bounds.added(kept.domain)
  }
  const isPublicSuffix = (host: string): boolean =>
    getPublicSuffix(host, { allowSpecialUseDomain: true, ignoreError: true }) === undefined

  for (const entry of filed) {
    ignoringErrors(() => keep(new Cookie(jarFields(entry)), homeOf(entry)), undefined)
    ways.clear()
  }
  return {
    header(url) {
      if (isEmpty) return ''
      const matching = ignoringErrors(() => jar.getCookiesSync(withRawPath(url)), [])
      const own = matching.filter((cookie) => (ways.get(nameOf(cookie)) ?? wayOf(url)) === wayOf(url))
      return own.map((cookie) => cookie.cookieString()).join('; ')
    },
    store(url, setCookie) {
      for (const line of setCookie === undefined ? [] : [setCookie].flat()) {
        const cookie = Cookie.parse(line, { loose: true })
        if (cookie === undefined) continue
        fixExpiry(cookie)
        // A host that is a public suffix itself can set cookies for itself alone (RFC 6265, 5.3).
        if (cookie.domain === url.hostname && isPublicSuffix(cookie.domain)) cookie.domain = null
        ignoringErrors(() => keep(cookie, withRawPath(url)), undefined)
      }
    },
    async [Symbol.asyncDispose]() {
      if (file === null) return
      try {
        await writeCookieJar(file, allCookies(memory).flatMap(filedCookie).filter(isLive))
      } catch (error) {
        warn(`the cookies of this run are lost: cannot write ${file}: ${errorMessage(error)}`)
      }
    },
  }
}

/** What tells one cookie from all others (RFC 6265, 5.3). */
const nameOf = ({ domain, path, key }: Cookie): string => JSON.stringify([domain, path, key])
/** Cookies know no ports, and only `Secure` ones schemes; but what one server sets is not for another beside it. */
const wayOf = ({ protocol, port }: URL): string => `${protocol}${port}`

/** The jar throws for some hosts that are no domain names. No cookie is worth a page. */
function ignoringErrors<T>(work: () => T, otherwise: T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}

function isWithinBounds({ key, value, path }: Cookie): boolean {
  return (
    key.length + value.length > 0 &&
    key.length + value.length <= MAX_PAIR_CHARS &&
    (path ?? '').length <= MAX_PATH_CHARS &&
    [key, value, path ?? ''].every((part) => SENDABLE.test(part))
  )
}

/** Turns `Max-Age` into a time: the jar would count it from each use of the cookie. */
function fixExpiry(cookie: Cookie): void {
  const expiresAt = cookie.expiryTime(new Date())
  if (expiresAt === undefined || expiresAt === Infinity) return
  cookie.expires = new Date(Math.min(Math.max(expiresAt, 0), MAX_EXPIRES_AT))
  cookie.maxAge = null
}

/** The jar decodes paths before it compares them; RFC 6265 compares them as they are sent. */
function withRawPath(url: URL): URL {
  if (!url.pathname.includes('%')) return url
  const raw = new URL(url)
  raw.pathname = url.pathname.replaceAll('%', '%25')
  return raw
}

const isLive = ({ expiresAt }: FiledCookie): boolean => expiresAt === null || expiresAt > Date.now()

function jarFields({ domain, hostOnly, path, secure, httpOnly, expiresAt, name, value }: FiledCookie) {
  const expires = expiresAt === null ? ('Infinity' as const) : new Date(Math.min(expiresAt, MAX_EXPIRES_AT))
  return { key: name, value, domain: hostOnly ? null : domain, path, secure, httpOnly, expires }
}

const homeOf = ({ domain }: FiledCookie): URL =>
  new URL(`https://${domain.includes(':') ? `[${domain}]` : domain}/`)

function filedCookie(cookie: Cookie): FiledCookie[] {
  const { domain, path, key, value, secure, httpOnly } = cookie
  if (domain === null || path === null) return []
  const expiresAt = cookie.isPersistent() ? Math.trunc((cookie.expiryTime() ?? 0) / 1000) * 1000 : null
  return [{ domain, hostOnly: cookie.hostOnly === true, path, secure, httpOnly, expiresAt, name: key, value }]
}
