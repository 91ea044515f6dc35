import type { AttemptRecord, PageOutcome } from '../types.ts'
import type { QueuedPage } from './requestQueue.ts'

/** The record of the attempt that has ended now. Times are milliseconds since 1970. */
export function attemptRecord(
  page: QueuedPage,
  outcome: PageOutcome,
  startedAt: number,
  endedAt: number,
): AttemptRecord {
  const before = page.attempts.at(-1)
  const beganAt = page.hop?.startedAt ?? startedAt
  return {
    at: beganAt,
    why: before === undefined ? 'first' : whatCameBack(before),
    waitedMs: before === undefined ? 0 : Math.max(0, beganAt - before.at - before.tookMs),
    tookMs: endedAt - beganAt,
    ...cameBack(outcome),
  }
}

function cameBack(outcome: PageOutcome): Pick<AttemptRecord, 'cameBack' | 'statusCode' | 'analysis'> {
  switch (outcome.kind) {
    case 'failed': {
      const { code, statusCode } = outcome.failure
      return { cameBack: code, ...(statusCode !== undefined && { statusCode }) }
    }
    case 'ok': {
      const { result, trace: analysis } = outcome
      const { statusCode } = result
      return { cameBack: 'ok', ...(statusCode !== null && { statusCode }), ...(analysis && { analysis }) }
    }
    case 'same':
      return { cameBack: outcome.by }
    default:
      return { cameBack: 'skipped' }
  }
}

const whatCameBack = ({ cameBack, statusCode }: AttemptRecord): string =>
  statusCode === undefined ? cameBack : `${cameBack} ${statusCode}`
