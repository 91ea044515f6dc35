import type { AttemptRecord, FailedAttempt, HostSignal, PageOutcome, PageRequest } from '../types.ts'
import { attemptRecord, hopAfter } from './attemptRecord.ts'
import type { QueuedPage, RequestQueue } from './requestQueue.ts'
import { mayPass, retryDelayMs } from './retryDelay.ts'
import { failedResult, refusedResult, robotsResult, unreachableResult } from './storedResults.ts'

/** An attempt that has ended. Times are milliseconds since 1970. */
export interface EndedAttempt<Page extends QueuedPage> {
  readonly page: Page
  readonly request: PageRequest
  readonly startedAt: number
  /** For how long it held its slot. */
  readonly fetchMs: number
  readonly outcome: PageOutcome
  readonly heard: HostSignal | undefined
}

export interface SettlementOptions<Page extends QueuedPage> {
  readonly queue: RequestQueue<Page>
  readonly retries: number
  readonly maxRetryAfterMs: number
  readonly isRefused: (host: string) => boolean
  readonly isGivenUp: (origin: string) => boolean
  readonly now: () => number
  readonly random: () => number
}

/** Decides what becomes of a page after an attempt, and tells the queue. Returns when it is due again, if it is. */
export function createSettlement<Page extends QueuedPage>(
  options: SettlementOptions<Page>,
): (ended: EndedAttempt<Page>) => number | undefined {
  const { queue, retries, maxRetryAfterMs, isRefused, isGivenUp, now, random } = options
  const refused = refusedResult(maxRetryAfterMs)

  const logOf = (ended: EndedAttempt<Page>): AttemptRecord[] => [
    ...ended.page.attempts,
    attemptRecord(ended, now()),
  ]
  const settleFailed = (
    ended: EndedAttempt<Page>,
    { failure, notBefore = 0 }: FailedAttempt,
  ): number | undefined => {
    const { page, request, heard } = ended
    const attempts = logOf(ended)
    const silentOrigin = heard?.answered === false ? heard.origin : undefined
    const isPassing = mayPass(failure)
    if (silentOrigin !== undefined && isGivenUp(silentOrigin)) {
      queue.finish(page, unreachableResult, attempts)
    } else if (isPassing && isRefused(request.host)) {
      queue.finish(page, refused, attempts)
    } else if (isPassing && request.attempt <= retries) {
      const dueAt = Math.max(notBefore, now() + retryDelayMs(request.attempt, random()))
      queue.retry(page, attempts, dueAt)
      return dueAt
    } else if (silentOrigin !== undefined) {
      queue.finishHeldBack(page, failedResult(failure, request.attempt), attempts, silentOrigin)
    } else {
      queue.finish(page, failedResult(failure, request.attempt), attempts)
    }
    return undefined
  }

  return (ended) => {
    const { page, outcome } = ended
    switch (outcome.kind) {
      case 'ok':
        queue.finish(page, outcome.result, logOf(ended))
        return undefined
      case 'same':
        queue.finishSame(page, outcome, logOf(ended))
        return undefined
      case 'skipped':
        queue.finish(page, robotsResult(outcome.rule), page.attempts)
        return undefined
      case 'moved':
        queue.move(page, hopAfter(ended, outcome.hop))
        return undefined
      case 'postponed':
        queue.postpone(page, outcome.until)
        return outcome.until
      case 'failed':
        return settleFailed(ended, outcome)
    }
  }
}
