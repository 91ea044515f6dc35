import { baseUrl } from './baseUrl.ts'
import type { NotableElements } from './notableElements.ts'
import { webUrl } from './webUrl.ts'

/** The absolute URL of the first usable `<link rel="canonical">` (RFC 6596), or null. */
export function canonical(page: NotableElements, pageUrl: string): string | null {
  const base = baseUrl(page, pageUrl)
  for (const { attribs } of page.links) {
    const isCanonical = attribs.rel?.toLowerCase().split(/\s+/).includes('canonical')
    const url = isCanonical && attribs.href?.trim() ? webUrl(attribs.href, base) : null
    if (url) return url.href
  }
  return null
}
