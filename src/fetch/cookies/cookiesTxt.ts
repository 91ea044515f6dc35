import { InputError } from '../../errors.ts'

/** One cookie of a cookies.txt. */
export interface FiledCookie {
  /** Host name or IP address (IPv6 without brackets), lower case, no dot before it. */
  readonly domain: string
  /** Whether it goes to `domain` itself and not to the names below it. */
  readonly hostOnly: boolean
  readonly path: string
  readonly secure: boolean
  readonly httpOnly: boolean
  /** Milliseconds since 1970, whole seconds; null for a session cookie. */
  readonly expiresAt: number | null
  /** Empty for a cookie without a name. */
  readonly name: string
  readonly value: string
}

const HTTP_ONLY = '#HttpOnly_'
const FLAG = /^(true|false)$/i
const EXPIRY = /^(-?\d+(\.\d+)?)?$/

/**
 * The cookies of a text in the Netscape format, as curl, wget, yt-dlp and the exporters of browsers write it: domain,
 * whether it covers subdomains, path, secure, expiry in seconds (0: a session cookie), name and value with a tab
 * between each two. A line may begin with `#HttpOnly_`; others that begin with `#` are comments. The value may be
 * missing, where an editor has taken a last tab away. A line that is neither is an `InputError` with file and line:
 * a file that is no cookies.txt must not be written over. No message holds what a line holds.
 */
export function cookiesOf(text: string, file: string): FiledCookie[] {
  return text.split('\n').flatMap((line, index) => {
    const content = line.replace(/\r$/, '')
    const isCookie = content.startsWith(HTTP_ONLY) || !(content.startsWith('#') || content.trim() === '')
    if (!isCookie) return []
    const cookie = cookieOf(content)
    if (cookie !== undefined) return cookie
    throw new InputError(
      `${file}:${index + 1}: is no line of a cookies.txt (domain, subdomains, path, secure, expiry, name and value, with tabs between them)`,
    )
  })
}

function cookieOf(line: string): FiledCookie | undefined {
  const httpOnly = line.startsWith(HTTP_ONLY)
  const fields = line.slice(httpOnly ? HTTP_ONLY.length : 0).split('\t')
  const [host = '', subdomains = '', path = '', secure = '', expiry = '', name, value = ''] = fields
  const domain = hostName(host)
  const isWhole = name !== undefined && fields.length <= 7 && domain !== undefined && path.startsWith('/')
  if (!isWhole || !FLAG.test(subdomains) || !FLAG.test(secure) || !EXPIRY.test(expiry)) return undefined
  const seconds = Math.trunc(Number(expiry))
  return {
    domain,
    hostOnly: !isTrue(subdomains),
    path,
    secure: isTrue(secure),
    httpOnly,
    expiresAt: seconds > 0 ? seconds * 1000 : null,
    name,
    value,
  }
}

const isTrue = (flag: string): boolean => flag.toLowerCase() === 'true'

/** The host of a domain field: a dot may stand before it, and wget writes an unusual port behind it. */
function hostName(field: string): string | undefined {
  const host = field.replace(/^\./, '').replace(/^([^:]+):\d+$/, '$1')
  const address = `https://${host.includes(':') ? `[${host}]` : host}/`
  if (!URL.canParse(address)) return undefined
  const { href, hostname } = new URL(address)
  return href === `https://${hostname}/` ? hostname.replace(/^\[|\]$/g, '') : undefined
}

/** The text that `cookiesOf` reads these cookies from, in the form that curl and Python's `MozillaCookieJar` read. */
export function cookiesTxt(cookies: readonly FiledCookie[]): string {
  const lines = cookies.map(({ domain, hostOnly, path, secure, httpOnly, expiresAt, name, value }) => {
    const host = `${httpOnly ? HTTP_ONLY : ''}${hostOnly ? '' : '.'}${domain}`
    const expiry = expiresAt === null ? 0 : Math.trunc(expiresAt / 1000)
    return [host, flag(!hostOnly), path, flag(secure), expiry, name, value].join('\t')
  })
  return [
    '# Netscape HTTP Cookie File',
    '# Whoever has these cookies can act as you.',
    '',
    ...lines,
    '',
  ].join('\n')
}

const flag = (is: boolean): string => (is ? 'TRUE' : 'FALSE')
