import type { Failure, StoredResult } from '../types.ts'

const NOTHING = { statusCode: null, bytes: 0, words: 0, language: null } as const

/** The lasting form of a failure. */
export function failedResult(failure: Failure, attempts: number): StoredResult {
  return {
    ...NOTHING,
    status: 'failed',
    statusCode: failure.statusCode ?? null,
    failureCode: failure.code,
    json: JSON.stringify({ status: 'failed', failure: { ...failure, attempts } }),
  }
}

/** The lasting form of a page that robots.txt keeps us from. */
export function robotsResult(rule: string): StoredResult {
  return {
    ...NOTHING,
    status: 'skipped',
    failureCode: null,
    json: JSON.stringify({ status: 'skipped', reason: 'robots', rule }),
  }
}

/**
 * The same for every page of an origin that was given up. Which of them were asked depends on how many at once, so
 * that no attempts are counted.
 */
export const unreachableResult: StoredResult = failedResult(
  {
    stage: 'fetch',
    code: 'host-unreachable',
    message: 'no connection could be made, time after time: the origin was given up',
  },
  0,
)

/** The same for every page of a host that wants to be left alone for too long; no attempts are counted, as above. */
export function refusedResult(maxRetryAfterMs: number): StoredResult {
  return failedResult(
    {
      stage: 'fetch',
      code: 'retry-after-too-long',
      message: `the host asks to be left alone for longer than ${maxRetryAfterMs} ms`,
    },
    0,
  )
}
