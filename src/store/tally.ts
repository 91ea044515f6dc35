import type { ReusedCounts, StoredRow } from '../types.ts'
import type { GroupCommit } from './groupCommit.ts'

export interface StoreCounts {
  /** Entries read so far. */
  readonly entries: number
  /** Rows that are final, and those held back. */
  readonly done: number
  readonly failed: number
  /** Pages that wait for the time of their next attempt, or for their origin. */
  readonly waiting: number
}

/** Counts what has become of the entries of this start. */
export interface Tally {
  readonly counts: Omit<StoreCounts, 'entries'>
  /** The row, where there is one to tell, is told after its commit. */
  finished(isFailed: boolean, row?: () => StoredRow): void
  addWaiting(difference: number): void
  /** Time that the queue has taken, with the commits it brought about. */
  readonly busyMs: number
  addBusy(ms: number): void
  readonly reused: ReusedCounts
  addReused(why: keyof ReusedCounts): void
}

export function createTally(group: GroupCommit): Tally {
  const reused = { notModified: 0, sameBody: 0, notAsked: 0 }
  const counts = { done: 0, failed: 0, waiting: 0 }
  let busyMs = 0
  return {
    counts,
    get busyMs() {
      return busyMs
    },
    addBusy(ms) {
      busyMs += ms
    },
    finished(isFailed, row) {
      counts.done += 1
      if (isFailed) counts.failed += 1
      group.finished(row)
    },
    reused,
    addReused(why) {
      reused[why] += 1
    },
    addWaiting(difference) {
      counts.waiting += difference
    },
  }
}
