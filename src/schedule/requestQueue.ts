import type { AttemptRecord, Hop, KnownPage, ReusedResult, StoredResult } from '../types.ts'

/** What the schedule needs of a queue. What it takes out it settles: finished, again later, or elsewhere. */
export interface RequestQueue<Page extends QueuedPage = QueuedPage> {
  /** The hosts with the most ready requests, most first; without those that are paused. */
  longestHosts(limit: number, now: number): readonly { readonly host: string; readonly ready: number }[]
  /** Hands out a host's next requests, in input order. */
  take(host: string, limit: number): readonly Page[]
  finish(page: Page, result: StoredResult, attempts: readonly AttemptRecord[]): void
  /** Finishes a page whose stored result holds. */
  finishSame(page: Page, reused: ReusedResult, attempts: readonly AttemptRecord[]): void
  /** As `finish`, for a page whose origin may yet be given up: that replaces its result. */
  finishHeldBack(page: Page, result: StoredResult, attempts: readonly AttemptRecord[], origin: string): void
  /** Not before `dueAt`, milliseconds since 1970. */
  retry(page: Page, attempts: readonly AttemptRecord[], dueAt: number): void
  /** Not asked yet, and not before `dueAt`; no attempt is counted. */
  postpone(page: Page, dueAt: number): void
  move(page: Page, hop: Hop): void
  /** Takes no part until its origin is decided upon. */
  park(page: Page, origin: string): void
  /** Makes up to `limit` pages that are parked for the origin ready. Returns how many. */
  unpark(origin: string, limit: number): number
  /** Finishes up to `limit` pages that are parked or held back for the origin with this result. Returns how many. */
  giveUp(origin: string, result: StoredResult, limit: number): number
  /** Takes requests back that were handed out, and hides their host until then, milliseconds since 1970. */
  pauseHost(host: string, until: number, pages: readonly Page[]): void
  /** When the first paused host with ready requests comes back. */
  nextHostTime(now: number): number | undefined
  /** Makes ready some of what was waiting for a time that has come. */
  promoteDue(now: number): void
  nextDueAt(): number | undefined
}

export interface QueuedPage {
  readonly page: number
  readonly url: string
  /** Those made so far, all of them failed, oldest first. */
  readonly attempts: readonly AttemptRecord[]
  /** Where the attempt goes on, when a redirect led to another host. */
  readonly hop: Hop | undefined
  /** What an earlier run has of it, where that could be used again. */
  readonly known?: KnownPage
}
