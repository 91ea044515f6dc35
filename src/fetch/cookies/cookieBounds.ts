import type { Cookie, MemoryCookieStore } from 'tough-cookie'

/** As many as browsers keep of one domain. */
const MAX_PER_DOMAIN = 180
const MAX_COOKIES = 30_000

/** Keeps servers from filling the memory with cookies. */
export interface CookieBounds {
  /** To be called for each cookie that was put into the store. */
  added(domain: string): void
}

/**
 * Holds a store to 180 cookies a domain and 30,000 in all: where there are more, the expired ones go, and then those
 * that were not used for longest (RFC 6265, 5.3), down to three quarters.
 */
export function createCookieBounds(store: MemoryCookieStore): CookieBounds {
  // A cookie that is set again counts again, until the store is looked through.
  const counts = new Map<string, number>()
  let total = 0

  const trim = (max: number, isMeant: (cookie: Cookie) => boolean): void => {
    const latestFirst = allCookies(store).sort((a, b) => lastUsed(b) - lastUsed(a))
    const now = Date.now()
    const live = latestFirst.filter((cookie) => (cookie.expiryTime() ?? Infinity) > now)
    const meant = live.filter(isMeant)
    const spared = new Set(meant.length > max ? meant.slice(0, max * 0.75) : meant)
    const kept = live.filter((cookie) => !isMeant(cookie) || spared.has(cookie))
    const isKept = new Set(kept)
    for (const cookie of latestFirst) if (!isKept.has(cookie)) remove(store, cookie)
    total = kept.length
    counts.clear()
    for (const { domain } of kept) if (domain !== null) counts.set(domain, (counts.get(domain) ?? 0) + 1)
  }

  return {
    added(domain) {
      total += 1
      const count = (counts.get(domain) ?? 0) + 1
      counts.set(domain, count)
      if (count > MAX_PER_DOMAIN) trim(MAX_PER_DOMAIN, (cookie) => cookie.domain === domain)
      if (total > MAX_COOKIES) trim(MAX_COOKIES, () => true)
    },
  }
}

/** All cookies of a store, the oldest first. */
export function allCookies(store: MemoryCookieStore): Cookie[] {
  const cookies: Cookie[] = []
  store.getAllCookies((_error, found) => {
    for (const cookie of found ?? []) cookies.push(cookie)
  })
  return cookies
}

const lastUsed = ({ lastAccessed }: Cookie): number =>
  lastAccessed instanceof Date ? lastAccessed.getTime() : 0

function remove(store: MemoryCookieStore, { domain, path, key }: Cookie): void {
  if (domain !== null && path !== null) store.removeCookie(domain, path, key, () => {})
}
