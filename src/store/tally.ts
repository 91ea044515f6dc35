import type { StoredRow } from '../types.ts'
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
}

export function createTally(group: GroupCommit): Tally {
  const counts = { done: 0, failed: 0, waiting: 0 }
  return {
    counts,
    finished(isFailed, row) {
      counts.done += 1
      if (isFailed) counts.failed += 1
      group.finished(row)
    },
    addWaiting(difference) {
      counts.waiting += difference
    },
  }
}
