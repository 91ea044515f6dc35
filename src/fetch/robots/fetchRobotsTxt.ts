import type { Failure, HostSignal, Postponement, Redirect } from '../../types.ts'
import { type Exchange, ExchangeError } from '../exchange.ts'
import { locationHeader } from '../header.ts'
import { answerSignal, failureSignal } from '../hostSignal.ts'
import { networkFailure } from '../networkFailure.ts'
import { isRedirectStatus, redirectTarget } from '../redirect.ts'
import { robotsText } from './robotsText.ts'

/** Where a robots.txt is asked for next. */
export interface RobotsTrail {
  readonly url: URL
  readonly redirects: readonly Redirect[]
  /** What the file has taken of its time so far. */
  readonly spentMs: number
}

/**
 * Sends one request for a file, of which at most `MAX_ROBOTS_BYTES` are wanted, or says when the host it was moved to may be asked.
 * Rejects as an exchange.
 */
export type AskRobots = (trail: RobotsTrail) => Promise<Exchange | Postponement>

/** The file was moved to where nobody may be asked yet: from there it goes on. */
export interface PostponedRobots {
  readonly trail: RobotsTrail
  readonly postponement: Postponement
}

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

/** Where the robots.txt of an origin is asked for first. */
export function robotsTrail(origin: string): RobotsTrail {
  return { url: new URL('/robots.txt', origin), redirects: [], spentMs: 0 }
}

/**
 * The text of an origin's robots.txt, or why it cannot be had, or not yet. A client error means that there are no rules, a server
 * error that nobody knows (RFC 9309, 2.3.1.3 and 2.3.1.4); more redirects than five count as no rules.
 */
export async function fetchRobotsTxt(
  start: RobotsTrail,
  ask: AskRobots,
  now: () => number,
): Promise<string | RobotsFailure | PostponedRobots> {
  const startedAt = now() - start.spentMs
  let { url, redirects } = start
  for (;;) {
    const trail = { url, redirects, spentMs: now() - startedAt }
    const response = await answered(trail, ask)
    if ('failure' in response) return response
    if ('until' in response) return { trail, postponement: response }
    const { statusCode, headers } = response
    const location = isRedirectStatus(statusCode) ? locationHeader(headers) : undefined
    if (location === undefined) {
      const isRedirected = redirects.length > 0
      // After a redirect it says nothing of the origin that the pages are on.
      const heard = isRedirected ? undefined : answerSignal(url, statusCode, headers, now())
      const read = textOrFailure(response)
      return typeof read === 'string' ? read : { failure: read, heard, isRedirected }
    }
    redirects = [...redirects, { url: url.href, statusCode }]
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
  trail: RobotsTrail,
  ask: AskRobots,
): Promise<Exchange | Postponement | RobotsFailure> {
  try {
    return await ask(trail)
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    const failure = networkFailure(error, MAX_ROBOTS_BYTES)
    const isRedirected = trail.redirects.length > 0
    const heard = isRedirected ? undefined : failureSignal(trail.url, failure.code, error)
    const place = isRedirected ? 'robots.txt, where it was moved to' : 'robots.txt'
    return {
      failure: { ...failure, stage: 'robots', message: `${place}: ${failure.message}` },
      heard,
      isRedirected,
    }
  }
}
