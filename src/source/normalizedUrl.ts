/** A page's identity: its normalised URL, and the host name its requests count against. */
export interface NormalizedUrl {
  readonly url: string
  readonly host: string
}

const WITH_AUTHORITY = /^[a-z][a-z\d+.-]*:\/\//i
const HTTP = /^https?:/i
// A colon that is no port ends a scheme: `mailto:…`, but not `example.com:8080/…`.
const OTHER_SCHEME = /^[a-z][a-z\d+.-]*:(?!\d+(?:[/?#]|$))/i

/**
 * The URL a line stands for, by the WHATWG URL standard: host in lower case, no default port, no fragment,
 * no userinfo. A line without a scheme whose host has a dot is read as https.
 * What cannot be asked for over http comes back as the reason, `{ invalid }`.
 */
export function normalizedUrl(line: string): NormalizedUrl | { readonly invalid: string } {
  if (WITH_AUTHORITY.test(line) || HTTP.test(line)) return fromUrl(line)
  if (OTHER_SCHEME.test(line)) return { invalid: 'only http and https can be fetched' }
  if (/^(?:\/(?!\/)|[.?#])/.test(line)) return { invalid: 'a relative reference has no host' }
  const parsed = fromUrl(`https://${line.replace(/^\/\//, '')}`)
  if ('host' in parsed && !parsed.host.includes('.') && !parsed.host.startsWith('[')) {
    return { invalid: 'no scheme, and no dot in the host: write http:// or https:// before it' }
  }
  return parsed
}

function fromUrl(text: string): NormalizedUrl | { readonly invalid: string } {
  const parsed = URL.canParse(text) ? new URL(text) : undefined
  if (parsed === undefined) return { invalid: 'not a valid URL' }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    return { invalid: 'only http and https can be fetched' }
  }
  parsed.hash = ''
  parsed.username = ''
  parsed.password = ''
  return { url: parsed.href, host: parsed.hostname }
}

const USERINFO = /^((?:https?:?|[a-z][a-z\d+.-]*:(?=[\\/]))?[\\/]*)[^\\/?#]*@/i

/** The text of an entry without the name and password that stand before its host: they must not reach an output. */
export function withoutUserinfo(line: string): string {
  return /^mailto:/i.test(line) ? line : line.replace(USERINFO, '$1')
}
