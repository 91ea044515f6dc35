import { ConfigError } from '../errors.ts'
import type { FetchConfig } from '../types.ts'

/**
 * The `User-Agent`: what requests call themselves, and in a comment after it how to reach whoever runs them
 * (RFC 9110, 10.1.5). A web address follows a `+`, as crawlers write it: `textmill/0.1.0 (+https://example.org/bot)`.
 * Anything else stands as it is, `(me@example.org)`, `(mailto:me@example.org)`: a `+` would read as part of the
 * address. A contact that is in `userAgent` already is not repeated. What would end the comment early is escaped: in a
 * web address percent-encoded, so that it can still be followed, elsewhere with a backslash (RFC 9110, 5.6.5). Throws
 * a `ConfigError` for a contact that is not printable ASCII on one line.
 */
export function userAgent(config: Pick<FetchConfig, 'userAgent' | 'contact'>): string {
  const { contact } = config
  if (contact === null || config.userAgent.includes(contact)) return config.userAgent
  if (!/^[ -~]+$/.test(contact)) throw unprintable()
  return `${config.userAgent} (${/^https?:\/\//i.test(contact) ? `+${encoded(contact)}` : quoted(contact)})`
}

/** The name that a robots.txt addresses: what stands before the version (RFC 9309, 2.2.1). */
export function productToken(agent: string): string {
  return /^[a-z_-]+/i.exec(agent)?.[0] ?? agent
}

const encoded = (url: string): string =>
  url.replace(/[()\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

const quoted = (text: string): string => text.replace(/[()\\]/g, '\\$&')

function unprintable(): ConfigError {
  const allowed = 'printable ASCII on one line'
  const message = `fetch.contact: must be ${allowed}`
  return new ConfigError(message, [{ key: 'fetch.contact', message, allowed }])
}
