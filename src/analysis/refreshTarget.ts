import { baseUrl } from './baseUrl.ts'
import type { DeclaredRefresh } from './notableElements.ts'

/** Beyond this a page is meant to be read before it moves on. */
const maxWaitSeconds = 5

/**
 * The other URL, absolute and without fragment, that a page sends its reader to within five seconds, or null: by its
 * `refresh` header if that says anything, else by its first `<meta http-equiv="refresh">` that does. A page that
 * reloads itself, if only to another fragment, leads nowhere; nor does what is no URL, or a script. Any other scheme
 * may come back.
 */
export function refreshTarget(
  header: string,
  declared: readonly DeclaredRefresh[],
  pageUrl: string,
): string | null {
  const sayings = [{ content: header, base: null }, ...declared]
  for (const { content, base } of sayings) {
    const directive = refreshDirective(content)
    if (directive === null) continue
    const target = targetUrl(directive.reference, baseUrl({ base }, pageUrl), pageUrl)
    if (target === null) continue
    return directive.seconds <= maxWaitSeconds && target !== withoutFragment(pageUrl) ? target : null
  }
  return null
}

export interface RefreshDirective {
  /** Whole seconds; fractions do not count. */
  readonly seconds: number
  /** As written; empty for the page itself. */
  readonly reference: string
}

const directive = /^[\t\n\f\r ]*([\d.]+)(?=[;,\t\n\f\r ]|$)[\t\n\f\r ]*[;,]?[\t\n\f\r ]*(.*)$/s
const named = /^url[\t\n\f\r ]*=[\t\n\f\r ]*(.*)$/is
const quoted = /^(["'])(.*)$/s

/** What a refresh says (WHATWG HTML, "shared declarative refresh steps"), or null where it says nothing. */
export function refreshDirective(content: string): RefreshDirective | null {
  const [, time, rest = ''] = directive.exec(content) ?? []
  if (time === undefined) return null
  const reference = unquoted(named.exec(rest)?.[1] ?? rest)
  return { seconds: Number.parseInt(time, 10) || 0, reference }
}

function unquoted(reference: string): string {
  const [, quote, rest] = quoted.exec(reference) ?? []
  if (quote === undefined || rest === undefined) return reference
  return rest.split(quote, 1)[0] ?? ''
}

function targetUrl(reference: string, base: string, pageUrl: string): string | null {
  // Browsers take an empty reference for the page, whatever its base.
  if (reference === '') return withoutFragment(pageUrl)
  const url = URL.canParse(reference, base) ? withoutFragment(new URL(reference, base).href) : null
  return url?.startsWith('javascript:') ? null : url
}

function withoutFragment(address: string): string {
  const url = new URL(address)
  url.hash = ''
  return url.href
}
