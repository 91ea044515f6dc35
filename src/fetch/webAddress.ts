/** What sending a request needs to know of a URL. Every `URL` is one. */
export type WebAddress = Pick<
  URL,
  'href' | 'origin' | 'protocol' | 'hostname' | 'port' | 'pathname' | 'search'
>

type Site = Pick<URL, 'origin' | 'protocol' | 'hostname' | 'port'>

const MAX_SITES = 4096

/**
 * Takes URLs apart that have been parsed and normalised before (as `URL.href` writes them: http or https, without
 * userinfo and fragment): their sites are remembered, and the rest is cut, not parsed.
 */
export function createWebAddresses(): (href: string) => WebAddress {
  const sites = new Map<string, Site>()
  const siteOf = (text: string): Site => {
    const known = sites.get(text)
    if (known !== undefined) return known
    const { origin, protocol, hostname, port } = new URL(text)
    if (sites.size >= MAX_SITES) sites.clear()
    const site = { origin, protocol, hostname, port }
    sites.set(text, site)
    return site
  }
  return (href) => {
    const start = href.indexOf('/', href.indexOf('//') + 2)
    if (start < 0) return new URL(href)
    const query = href.indexOf('?', start)
    const end = query < 0 ? href.length : query
    const { origin, protocol, hostname, port } = siteOf(href.slice(0, start))
    return {
      href,
      origin,
      protocol,
      hostname,
      port,
      pathname: href.slice(start, end),
      // A question mark alone is no query.
      search: href.length - end > 1 ? href.slice(end) : '',
    }
  }
}
