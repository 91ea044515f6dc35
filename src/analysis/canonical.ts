import { baseUrl } from './baseUrl.ts'
import type { NotableElements } from './notableElements.ts'
import { webUrl } from './webUrl.ts'

/** The absolute URL of the first usable `<link rel="canonical">` (RFC 6596), or null. */
export function canonical(page: NotableElements, pageUrl: string): string | null {
  const base = baseUrl(page, pageUrl)
  for (const link of page.links) {
    const isCanonical = link.attribute('rel')?.toLowerCase().split(/\s+/).includes('canonical')
    const href = link.attribute('href')
    const url = isCanonical && href?.trim() ? webUrl(href, base) : null
    if (url) return url.href
  }
  return null
}
