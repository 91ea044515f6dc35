import type {
  AttemptRecord,
  Hop,
  ListedEntry,
  PageChange,
  ReusedResult,
  StoredResult,
  StoredRow,
} from '../types.ts'
import type { StateDatabase } from './database.ts'
import type { GroupCommit } from './groupCommit.ts'
import type { HeldBack } from './heldBack.ts'
import type { HostBacklog, HostTable } from './hostTable.ts'
import { listedEntry } from './listedEntry.ts'
import type { Parking } from './parking.ts'
import type { QueuedPage, RequestQueue } from './requestQueue.ts'
import type { Tally } from './tally.ts'

/** The queue as the rest of the program sees it: every change counted, committed with its group, and its rows told. */
export interface StoreQueue {
  /** The hosts with the most ready requests that are not paused, most first. */
  longestHosts(limit: number, now: number): HostBacklog[]
  /** Takes requests back that were handed out, and hides their host until then, milliseconds since 1970. */
  pauseHost(host: string, until: number, pages: readonly QueuedPage[]): void
  /** When the first hidden host with ready requests comes back. */
  nextHostTime(now: number): number | undefined
  /** Hands out a host's next requests, in input order. */
  take(host: string, limit: number): QueuedPage[]
  /** `attempts` are all that were made, the last one included. */
  finish(page: QueuedPage, result: StoredResult, attempts: readonly AttemptRecord[]): void
  /** Finishes a page whose stored result holds. `attempts` as for `finish`. */
  finishSame(page: QueuedPage, reused: ReusedResult, attempts: readonly AttemptRecord[]): void
  /**
   * Finished like any other and counted, but its row is not told to the listener yet: its origin may still be given
   * up, which replaces the result.
   */
  finishHeldBack(
    page: QueuedPage,
    result: StoredResult,
    attempts: readonly AttemptRecord[],
    origin: string,
  ): void
  /** After a failed attempt: not before `dueAt`, milliseconds since 1970. `attempts` are all that were made. */
  retry(page: QueuedPage, attempts: readonly AttemptRecord[], dueAt: number): void
  /** Not asked yet, and not before `dueAt`. Nothing else about it changes. */
  postpone(page: QueuedPage, dueAt: number): void
  /** After a redirect to another host: ready there. */
  move(page: QueuedPage, hop: Hop): void
  /** Takes no part until it is unparked. Counted as waiting; a later start knows nothing of it. */
  park(page: QueuedPage, origin: string): void
  /** Makes up to `limit` pages parked for the origin ready again, lowest index first. Returns how many. */
  unpark(origin: string, limit: number): number
  /**
   * Writes `result` for up to `limit` pages that are parked or held back for the origin, and tells their rows. What
   * was held back is counted already. Attempts that were made stay in the log. Returns how many pages those are.
   */
  giveUp(origin: string, result: StoredResult, limit: number): number
  /** Makes ready what was waiting for a time that has come. */
  promoteDue(now: number): void
  nextDueAt(): number | undefined
}

export interface StoreQueueOptions {
  readonly database: StateDatabase
  readonly hosts: HostTable
  readonly group: GroupCommit
  readonly tally: Tally
  readonly queue: RequestQueue
  readonly parking: Parking
  readonly heldBack: HeldBack
}

export function createStoreQueue(options: StoreQueueOptions): StoreQueue {
  const { database, hosts, group, tally, queue, parking, heldBack } = options
  const selectListed = database.prepare('SELECT idx, coalesce(written, ?), input FROM entries WHERE idx = ?')
  const listed = ({ index, url }: QueuedPage): ListedEntry =>
    listedEntry(selectListed.first(url, index) ?? [])
  const selectJson = database.prepare('SELECT json FROM result_rows WHERE page = ?')
  const storedJson = ({ page }: QueuedPage) => ({ json: String(selectJson.first(page)?.[0]) })
  const isFailed = ({ status }: StoredResult): boolean => status === 'failed'
  /** Whatever it does becomes part of the group that is committed next. */
  const within = <Arguments extends unknown[], T>(work: (...values: Arguments) => T) => {
    return (...values: Arguments): T => {
      const startedAt = performance.now()
      group.begin()
      const result = work(...values)
      tally.addBusy(performance.now() - startedAt)
      return result
    }
  }
  return {
    longestHosts: within(hosts.longest),
    pauseHost: within(queue.pauseHost),
    nextHostTime: within(hosts.nextTime),
    take: within(queue.take),
    finish: within((page, result, attempts) => {
      const change = queue.finish(page, result, attempts)
      tally.finished(isFailed(result), () => resultRow(listed(page), result, change))
    }),
    finishSame: within((page, reused, attempts) => {
      const change = queue.finishSame(page, reused, attempts)
      tally.addReused(reused.by === 'not-modified' ? 'notModified' : 'sameBody')
      tally.finished(false, () => resultRow(listed(page), storedJson(page), change))
    }),
    finishHeldBack: within((page, result, attempts, origin) => {
      queue.finish(page, result, attempts)
      heldBack.add(page.page, origin)
      tally.finished(isFailed(result))
    }),
    retry: within((page, attempts, dueAt) => {
      queue.retry(page.page, attempts, dueAt)
      tally.addWaiting(1)
      group.attempted()
    }),
    postpone: within((page, dueAt) => {
      queue.postpone(page.page, dueAt)
      tally.addWaiting(1)
    }),
    move: within((page, hop) => {
      queue.move(page.page, hop)
      group.attempted()
    }),
    park: within((page, origin) => {
      parking.park(page.page, origin)
      tally.addWaiting(1)
    }),
    unpark: within((origin, limit) => {
      const count = parking.unpark(origin, limit)
      tally.addWaiting(-count)
      return count
    }),
    giveUp: within((origin, result, limit) => {
      const parked = parking.giveUp(origin, result, limit)
      const replaced = heldBack.giveUp(origin, result, limit - parked.length)
      tally.addWaiting(-parked.length)
      // Told only now that all are written: whoever hears of a row may change the queue at once.
      for (const page of parked) {
        group.begin()
        tally.finished(isFailed(result), () => resultRow(page, result, null))
      }
      for (const page of replaced) {
        group.begin()
        group.finished(() => resultRow(page, result, null))
      }
      return parked.length + replaced.length
    }),
    promoteDue: within((now) => tally.addWaiting(-queue.promoteDue(now))),
    nextDueAt: queue.nextDueAt,
  }
}

function resultRow(
  entry: ListedEntry,
  { json }: Pick<StoredResult, 'json'>,
  change: PageChange | null,
): StoredRow {
  return { kind: 'result', json, change, ...entry }
}
