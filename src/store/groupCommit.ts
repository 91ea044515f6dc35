import type { StoredRow } from '../types.ts'
import type { StateDatabase } from './database.ts'

/** A killed process loses at most this much: results no older than this, and no more than this many. */
const GROUP_MAX_AGE_MS = 50
const GROUP_MAX_PAGES = 64

export type RowListener = (rows: readonly StoredRow[]) => void

/** One transaction at a time, open from the first write until its group is committed. */
export interface GroupCommit {
  /** To be called before every write. */
  begin(): void
  /** Counts a finished page. Its row, where it has one to tell, is made for a listener only, and told after its commit. */
  finished(row?: () => StoredRow): void
  /** Counts an attempt that did not finish its page. */
  attempted(): void
  /** Commits when more than so many pages and attempts are not committed. */
  commitBeyond(pages: number): void
  commit(): void
  /** From now on tells the rows, in the order in which they finished. */
  onRows(listener: RowListener): void
}

export interface GroupCommitOptions {
  readonly database: StateDatabase
  readonly beforeCommit: () => void
  /** A commit that the clock asked for has failed: nobody else is there to hear it. */
  readonly onError: (error: unknown) => void
}

export function createGroupCommit({ database, beforeCommit, onError }: GroupCommitOptions): GroupCommit {
  let listener: RowListener | undefined
  let timer: NodeJS.Timeout | undefined
  let pages = 0
  let rows: StoredRow[] = []

  const commit = (): void => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    beforeCommit()
    database.exec('COMMIT')
    const committed = rows
    pages = 0
    rows = []
    if (committed.length > 0) listener?.(committed)
  }
  const count = (): void => {
    pages += 1
    if (pages >= GROUP_MAX_PAGES) commit()
  }
  const commitByClock = (): void => {
    try {
      commit()
    } catch (error) {
      onError(error)
    }
  }
  return {
    begin() {
      if (timer !== undefined) return
      database.exec('BEGIN')
      timer = setTimeout(commitByClock, GROUP_MAX_AGE_MS)
    },
    finished(row) {
      if (listener !== undefined && row !== undefined) rows.push(row())
      count()
    },
    attempted: count,
    commitBeyond(limit) {
      if (pages > limit) commit()
    },
    commit,
    onRows(told) {
      listener = told
    },
  }
}
