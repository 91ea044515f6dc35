import type { Failure, HostSignal, Redirect } from '../../types.ts'
import { type Exchange, ExchangeError } from '../exchange.ts'
import { locationHeader } from '../header.ts'
import { answerSignal, failureSignal } from '../hostSignal.ts'
import { networkFailure } from '../networkFailure.ts'
import { isRedirectStatus, redirectTarget } from '../redirect.ts'
import { robotsText } from './robotsText.ts'

/**
 * Sends one request for a file that has taken `spentMs` of its time so far; at most `MAX_ROBOTS_BYTES` of the answer are
 * wanted. Rejects as an exchange.
 */
export type AskRobots = (url: URL, spentMs: number) => Promise<Exchange>

/** Why a robots.txt cannot be had, and what that tells of the origin. */
export interface RobotsFailure {
  readonly failure: Failure
  readonly heard: HostSignal | undefined
  /** Whether it was asked for elsewhere than at the origin. */
  readonly isRedirected: boolean
}

/** What is read of a robots.txt (RFC 9309, 2.5). */
export const MAX_ROBOTS_BYTES = 512_000

const MAX_REDIRECTS = 5

/**
 * The text of an origin's robots.txt, or why it cannot be had. A client error means that there are no rules, a server
 * error that nobody knows (RFC 9309, 2.3.1.3 and 2.3.1.4); more redirects than five count as no rules.
 */
export async function fetchRobotsTxt(
  origin: string,
  ask: AskRobots,
  now: () => number,
): Promise<string | RobotsFailure> {
  const startedAt = now()
  const redirects: Redirect[] = []
  let url = new URL('/robots.txt', origin)
  for (;;) {
    const response = await answered(url, redirects, () => ask(url, now() - startedAt))
    if ('failure' in response) return response
    const { statusCode, headers } = response
    const location = isRedirectStatus(statusCode) ? locationHeader(headers) : undefined
    if (location === undefined) {
      const isRedirected = redirects.length > 0
      // After a redirect it says nothing of the origin that the pages are on.
      const heard = isRedirected ? undefined : answerSignal(url, statusCode, headers, now())
      const read = textOrFailure(response)
      return typeof read === 'string' ? read : { failure: read, heard, isRedirected }
    }
    redirects.push({ url: url.href, statusCode })
    const target = redirectTarget(url, location, redirects, MAX_REDIRECTS)
    if (!(target instanceof URL)) return ''
    url = target
  }
}

function textOrFailure(response: Exchange): string | Failure {
  const { statusCode } = response
  if (statusCode >= 500 || statusCode === 429) {
    const message = `robots.txt: the server answered ${statusCode}`
    return { stage: 'robots', code: 'robots-unavailable', message, statusCode }
  }
  if (statusCode < 200 || statusCode > 299) return ''
  const message = 'robots.txt: the body is not in the encoding that its headers name'
  return robotsText(response) ?? { stage: 'robots', code: 'bad-encoding', message }
}

async function answered(
  url: URL,
  redirects: readonly Redirect[],
  ask: () => Promise<Exchange>,
): Promise<Exchange | RobotsFailure> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    const failure = networkFailure(error, MAX_ROBOTS_BYTES)
    const isRedirected = redirects.length > 0
    const heard = isRedirected ? undefined : failureSignal(url, failure.code, error)
    const place = isRedirected ? 'robots.txt, where it was moved to' : 'robots.txt'
    return {
      failure: { ...failure, stage: 'robots', message: `${place}: ${failure.message}` },
      heard,
      isRedirected,
    }
  }
}
