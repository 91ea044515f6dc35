import type { FailureCode, HostSignal } from '../types.ts'
import type { ResponseHeaders } from './exchange.ts'
import { serverPauseMs } from './serverPause.ts'

const TOO_FAST = new Set([429, 503])

/** What a whole answer tells about its host. */
export function answerSignal(
  { origin }: Pick<URL, 'origin'>,
  statusCode: number,
  headers: ResponseHeaders,
  now: number,
): HostSignal {
  return {
    origin,
    answered: true,
    pace: TOO_FAST.has(statusCode) ? 'too-fast' : statusCode < 400 ? 'welcome' : 'unknown',
    pauseMs: serverPauseMs(statusCode, headers, now),
  }
}

/**
 * Failures without a connection that say that nobody is there. A name that does not exist, or a certificate that
 * cannot be trusted, fails at once and for a reason of its own.
 */
const NOBODY_THERE: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'dns-failed',
  'connection-refused',
  'connection-reset',
  'timeout',
])

/** How far an exchange had come when it failed. */
export interface Progress {
  /** Whether there was a connection to send the request on. */
  readonly isSent: boolean
  /** Whether an answer had begun. */
  readonly headersSeen: boolean
}

/** What a failure tells. One on a standing connection may be the page's: it says nothing of the others. */
export function failureSignal(
  { origin }: Pick<URL, 'origin'>,
  code: FailureCode,
  { isSent, headersSeen }: Progress,
): HostSignal | undefined {
  const pace = code === 'timeout' ? 'too-fast' : 'unknown'
  if (headersSeen) return { origin, answered: true, pace, pauseMs: 0 }
  if (isSent) return { origin, answered: undefined, pace, pauseMs: 0 }
  return NOBODY_THERE.has(code) ? { origin, answered: false, pace, pauseMs: 0 } : undefined
}
