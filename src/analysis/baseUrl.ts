import type { NotableElements } from './notableElements.ts'
import { webUrl } from './webUrl.ts'

/** Each reference of a page would be as long as its base, and take as long to resolve. A longer one is data rather than an address. */
const maxBaseChars = 2000

/** What the page's references are relative to: its first `<base href>` if that is usable, else its own URL. */
export function baseUrl({ base }: Pick<NotableElements, 'base'>, pageUrl: string): string {
  const href = base?.attribute('href')
  if (href === undefined || href.length > maxBaseChars) return pageUrl
  return webUrl(href, pageUrl)?.href ?? pageUrl
}
