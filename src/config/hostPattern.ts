import { isIP } from 'node:net'

/** A host, or every name below one. */
export interface HostPattern {
  /** As in `URL.hostname`: lower case, punycode, an IPv6 address in brackets; without a final dot. */
  readonly host: string
  /** Whether the names below `host` are meant, at any depth, and not `host` itself. */
  readonly isWildcard: boolean
}

/** A first look at a written pattern, for those who can only compare with an expression. */
export const hostPatternForm = /^(\*\.)?[^\s/:@?#*%\\[\]]+$|^\[[0-9A-Fa-f:.]+\]$/

/** What a pattern may be, to stand after "must be". */
export const hostPatternAllowed =
  'a host name or an IP address (IPv6 in brackets) without scheme, port and path, or *.name for all names below it'

/** What a user means by `example.com`, `[::1]` or `*.example.com`; undefined for anything else, `*` alone included. */
export function hostPattern(written: string): HostPattern | undefined {
  if (!hostPatternForm.test(written)) return undefined
  const isWildcard = written.startsWith('*.')
  const host = hostIn(isWildcard ? written.slice(2) : written)
  const isAddress = host?.startsWith('[') || isIP(host ?? '') !== 0
  return host === undefined || (isWildcard && isAddress) ? undefined : { host, isWildcard }
}

/** The host without the final dot that makes it a full name: with it or without, it is one host. */
export const withoutFinalDot = (host: string): string => (host.endsWith('.') ? host.slice(0, -1) : host)

/** The domains that a host lies below, from the shortest (`com`) to the longest. */
export function domainsAbove(host: string): string[] {
  if (host.startsWith('[')) return []
  const labels = host.split('.')
  return labels.slice(1).map((_label, index) => labels.slice(labels.length - 1 - index).join('.'))
}

function hostIn(written: string): string | undefined {
  const url = `http://${written}/`
  if (!URL.canParse(url)) return undefined
  const host = withoutFinalDot(new URL(url).hostname)
  return host.startsWith('[') || /^[\w-]+(\.[\w-]+)*$/.test(host) ? host : undefined
}
