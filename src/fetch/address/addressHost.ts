import { isIP } from 'node:net'

const PRIVATE_SUFFIX = /\.(?:local|internal|test|localhost)$/

/** A host as its address or name alone: without the brackets of IPv6 and the dot that ends an absolute name. */
export function bareHost(host: string): string {
  return host
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase()
}

/**
 * Whether a host is of a form that an input may reach a private address by: an IP literal, `localhost`, a name
 * without a dot, or one under `.local`, `.internal`, `.test` or `.localhost`. `host` is a URL's `hostname`.
 */
export function isListedHost(host: string): boolean {
  const bare = bareHost(host)
  if (bare === '') return false
  return isIP(bare) !== 0 || !bare.includes('.') || PRIVATE_SUFFIX.test(bare)
}

/** The address that a host stands for without a look-up: an IP literal's own, or loopback for `localhost` (RFC 6761, 6.3). */
export function literalAddress(host: string): string | undefined {
  const bare = bareHost(host)
  if (isIP(bare) !== 0) return bare
  return bare === 'localhost' || bare.endsWith('.localhost') ? '127.0.0.1' : undefined
}
