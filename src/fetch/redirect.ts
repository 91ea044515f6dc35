import type { Failure, Redirect } from '../types.ts'

const REDIRECT_STATUS = new Set([301, 302, 303, 307, 308])

/** Whether an answer sends the reader elsewhere (RFC 9110, 15.4), if it also says where. */
export function isRedirectStatus(statusCode: number): boolean {
  return REDIRECT_STATUS.has(statusCode)
}

/**
 * Where a redirect leads: the next URL, without fragment, or the reason not to go there.
 * `followed` are the redirects so far, the one answered at `from` included.
 */
export function redirectTarget(
  from: URL,
  location: string,
  followed: readonly Redirect[],
  maxRedirects: number,
): URL | Failure {
  if (!URL.canParse(location, from.href)) return failure('protocol-error', 'redirected to what is no URL')
  const target = new URL(location, from)
  target.hash = ''
  target.username = ''
  target.password = ''
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    return failure('blocked-redirect', `redirected to the scheme ${target.protocol.slice(0, -1)}`)
  }
  if (followed.some(({ url }) => url === target.href)) {
    return failure('redirect-loop', 'redirected to where it had been before')
  }
  if (followed.length > maxRedirects) {
    return failure('too-many-redirects', `redirected more than ${maxRedirects} times`)
  }
  return target
}

function failure(code: Failure['code'], message: string): Failure {
  return { stage: 'fetch', code, message }
}
