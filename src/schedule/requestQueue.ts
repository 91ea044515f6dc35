import type { Failure, Hop, StoredResult } from '../types.ts'

/** What the schedule needs of a queue. What it takes out it settles: finished, again later, or elsewhere. */
export interface RequestQueue<Page extends QueuedPage = QueuedPage> {
  /** The hosts with the most ready requests, most first; without those that are paused. */
  longestHosts(limit: number, now: number): readonly { readonly host: string; readonly ready: number }[]
  /** Hands out a host's next requests, in input order. */
  take(host: string, limit: number): readonly Page[]
  finish(page: Page, result: StoredResult): void
  /** Not before `dueAt`, milliseconds since 1970. */
  retry(page: Page, failedAttempts: number, dueAt: number): void
  /** Not asked yet, and not before `dueAt`; no attempt is counted. */
  postpone(page: Page, dueAt: number): void
  move(page: Page, hop: Hop): void
  /** Takes requests back that were handed out, and hides their host until then, milliseconds since 1970. */
  pauseHost(host: string, until: number, pages: readonly Page[]): void
  /** When the first paused host with ready requests comes back. */
  nextHostTime(now: number): number | undefined
  /** Makes ready what was waiting for a time that has come. */
  promoteDue(now: number): void
  nextDueAt(): number | undefined
}

export interface QueuedPage {
  readonly page: number
  readonly url: string
  readonly failedAttempts: number
  /** Where the attempt goes on, when a redirect led to another host. */
  readonly hop: Hop | undefined
}

/** The lasting form of a failure. */
export function failedResult(failure: Failure, attempts: number): StoredResult {
  return {
    status: 'failed',
    statusCode: failure.statusCode ?? null,
    failureCode: failure.code,
    bytes: 0,
    words: 0,
    language: null,
    json: JSON.stringify({ status: 'failed', failure: { ...failure, attempts } }),
  }
}

/** The lasting form of a page that robots.txt keeps us from. */
export function robotsResult(rule: string): StoredResult {
  return {
    status: 'skipped',
    statusCode: null,
    failureCode: null,
    bytes: 0,
    words: 0,
    language: null,
    json: JSON.stringify({ status: 'skipped', reason: 'robots', rule }),
  }
}
