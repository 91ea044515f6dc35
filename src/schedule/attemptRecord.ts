import type { AttemptRecord, Hop, PageOutcome, PageRequest } from '../types.ts'
import type { QueuedPage } from './requestQueue.ts'

/** An attempt that has ended, or a part of one that goes on at another host. Times are milliseconds since 1970. */
export interface AttemptFacts {
  readonly page: QueuedPage
  readonly request: Pick<PageRequest, 'host'>
  readonly startedAt: number
  readonly fetchMs: number
  readonly outcome: PageOutcome
}

/** The record of an attempt that ended at `endedAt`. */
export function attemptRecord(
  { page, startedAt, fetchMs, outcome }: AttemptFacts,
  endedAt: number,
): AttemptRecord {
  const { hop } = page
  const before = page.attempts.at(-1)
  const beganAt = hop?.startedAt ?? startedAt
  return {
    at: beganAt,
    why: before === undefined ? 'first' : whatCameBack(before),
    waitedMs: before === undefined ? 0 : Math.max(0, beganAt - before.at - before.tookMs),
    tookMs: endedAt - beganAt,
    fetchMs: (hop?.fetchMs ?? 0) + fetchMs,
    ...(hop?.turns !== undefined && { turns: hop.turns }),
    ...cameBack(outcome),
  }
}

/** Where an attempt goes on, with what it has taken so far. */
export function hopAfter(
  { page, request, startedAt, fetchMs }: Omit<AttemptFacts, 'outcome'>,
  next: Hop,
): Hop {
  const { hop } = page
  const turns = (hop?.turns ?? 1) + (next.host === request.host ? 1 : 0)
  return {
    ...next,
    startedAt: hop?.startedAt ?? startedAt,
    fetchMs: (hop?.fetchMs ?? 0) + fetchMs,
    ...(turns > 1 && { turns }),
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
