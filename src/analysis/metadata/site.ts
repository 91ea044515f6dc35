import type { MetadataPage } from './metadataPage.ts'
import { siteName } from './siteName.ts'

/** What a page's site is known by, in letters and digits only. */
export interface Site {
  readonly name: string
  readonly host: string
  /** The part of the host name that was chosen: `mill` of `www.mill.example`. */
  readonly label: string
}

export function siteOf(page: MetadataPage): Site {
  const host = page.host.replace(/^www\./, '')
  const label = host.split('.').slice(0, -1).at(-1) ?? ''
  return { name: lettersOf(siteName(page) ?? ''), host: lettersOf(host), label: lettersOf(label) }
}

/** Whether a text is the name of the site: as it gives it, or as letters of its host name. */
export function isSite(text: string, { name, host }: Site): boolean {
  if (text.length > longestName) return false
  const letters = lettersOf(text)
  return letters === '' || letters === name || (letters.length > 2 && host.includes(letters))
}

const longestName = 100

/** Likewise with some more, or less: `The Mill Newspaper` for a site named Mill. */
export function isNearSite(text: string, site: Site): boolean {
  if (isSite(text, site)) return true
  const letters = lettersOf(text)
  if (letters.length > 3 && site.name.startsWith(letters)) return true
  return [site.name, site.label].some(
    (known) => known.length > 3 && letters.includes(known) && letters.length < 2 * known.length + 10,
  )
}

/** Letters and digits only, lower case. */
export function lettersOf(text: string): string {
  const lower = text.toLowerCase()
  // Classes of Unicode take several times as long, and most names need none.
  return lower.replace(/^[ -~]*$/.test(lower) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, '')
}
