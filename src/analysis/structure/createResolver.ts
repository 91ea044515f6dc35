import { webUrl } from '../webUrl.ts'
import { createAddressBudget } from './addressBudget.ts'

/** An absolute http or https URL without fragment, and its host name. */
export interface WebAddress {
  readonly href: string
  readonly hostname: string
}

/** What a reference means, as `webUrl` has it. Null for what is no web page. */
export type Resolver = (reference: string) => WebAddress | null

/** A name with a dot that can be neither an address nor Punycode. */
const host = '((?:[a-z0-9]+(?:-[a-z0-9]+)*\\.)+[a-z][a-z0-9]*(?:-[a-z0-9]+)*)'
/** Without the colon, before which there may be a scheme. */
const segmentChars = "A-Za-z0-9\\-._~!$&'()*+,;=@%"
/** A segment that begins with a dot, which may be written `%2e`, may mean the folder above. */
const segments = `(?:/(?!\\.|%2[eE])[${segmentChars}:]*)*`
const queryAndFragment = '(\\?[A-Za-z0-9\\-._~!$&()*+,;=:@%/?]*)?(?:#.*)?'

const absolute = new RegExp(`^(https?:)?//${host}(${segments})${queryAndFragment}$`, 's')
const rooted = new RegExp(`^(${segments})${queryAndFragment}$`, 's')
const relative = new RegExp(`^([A-Za-z0-9_~\\-][${segmentChars}]*${segments})${queryAndFragment}$`, 's')

/** A longer reference is left to `URL`: what it costs is lost in what its characters cost. */
const maxPlainChars = 1000

/**
 * Resolves references against a base. `new URL` would take most of the time that a page's links take, so the plain
 * forms, in which nothing has to be normalised, go without it. Throws a `PageFailure` where they get out of all proportion: see
 * `createAddressBudget`.
 */
export function createResolver(base: string): Resolver {
  const url = new URL(base)
  const spend = createAddressBudget()
  const { hostname, href, pathname, protocol } = url
  const isWeb = protocol === 'http:' || protocol === 'https:'
  // The path begins with the next slash: in a name, a password and a host they are escaped.
  const root = isWeb ? href.slice(0, href.indexOf('/', protocol.length + '//'.length)) : ''
  const folder = isWeb ? root + pathname.slice(0, pathname.lastIndexOf('/') + 1) : ''

  function inSite(prefix: string, parts: RegExpExecArray | null): WebAddress | null {
    if (parts === null) return null
    const [, path = '', query = ''] = parts
    return { href: prefix + path + query, hostname }
  }

  function plain(reference: string): WebAddress | null {
    if (!isWeb || reference.length > maxPlainChars) return null
    if (reference.startsWith('/') && !reference.startsWith('//')) return inSite(root, rooted.exec(reference))
    const parts = absolute.exec(reference)
    return parts === null ? inSite(folder, relative.exec(reference)) : absoluteAddress(parts, protocol)
  }

  return (reference) => {
    const address = plain(reference) ?? webUrl(reference, url)
    if (address !== null) spend(address.href, reference)
    return address
  }
}

function absoluteAddress(parts: RegExpExecArray, protocol: string): WebAddress {
  const [, scheme = protocol, hostname = '', path, query = ''] = parts
  return { href: `${scheme}//${hostname}${path || '/'}${query}`, hostname }
}
