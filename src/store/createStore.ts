import { dirname } from 'node:path'
import { errorMessage } from '../errors.ts'
import type { Hop, InputEntry, RowFacts, StoredResult, StoredRow } from '../types.ts'
import { isUnreadable, type StateDatabase } from './database.ts'
import { createGroupCommit } from './groupCommit.ts'
import { createHostTable, type HostBacklog } from './hostTable.ts'
import { refuseNetworkFileSystem } from './networkFileSystem.ts'
import { openAfresh, openState } from './openState.ts'
import { createPageList } from './pageList.ts'
import { createRequestQueue, type QueuedPage } from './requestQueue.ts'
import { createRobotsTable, type RobotsTable } from './robotsTable.ts'
import { createRows } from './rows.ts'
import { beginRun, closeRun, type Run } from './runs.ts'
import { CLEAR_LIST } from './schema.ts'
import { takeLocks } from './takeLocks.ts'

export interface StoreOptions {
  /** The state file; `<path>.lock` is locked while the store is open. */
  readonly path: string
  /** Other states whose locks are taken too: those of the run's further outputs. */
  readonly alsoLocked: readonly string[]
  readonly fresh: boolean
  /** Names the analysis and its options: results under another key count as not finished. */
  readonly analysisKey: string
  readonly warn: (message: string) => void
  /** A commit by the clock failed: the run cannot go on. */
  readonly onError: (error: unknown) => void
}

/** One state file: queue, journal and memory between runs. Nothing is lost that was committed, even by `kill -9`. */
export interface Store extends Disposable {
  readonly run: Run
  /** From now on tells the rows that have become final, in the order they did, each after its commit. */
  onRows(listener: RowListener): void
  /** Numbers the entries and queues their pages. */
  add(entries: readonly InputEntry[]): void
  readonly counts: StoreCounts
  readonly queue: {
    longestHosts(limit: number, now: number): HostBacklog[]
    pauseHost(host: string, until: number, pages: readonly QueuedPage[]): void
    nextHostTime(now: number): number | undefined
    take(host: string, limit: number): QueuedPage[]
    finish(page: QueuedPage, result: StoredResult): void
    retry(page: QueuedPage, failedAttempts: number, dueAt: number): void
    postpone(page: QueuedPage, dueAt: number): void
    move(page: QueuedPage, hop: Hop): void
    promoteDue(now: number): void
    nextDueAt(): number | undefined
  }
  readonly robots: RobotsTable
  /** Commits what is open. */
  commit(): void
  facts(): Generator<RowFacts[]>
  rows(): Generator<StoredRow[]>
  /** Files an interrupted start of this run has written: the run itself may replace them. */
  readonly partialFiles: { has(path: string): boolean; add(path: string): void }
  /** Ends the run: the next start is a new one. */
  closeRun(): void
}

export type RowListener = (rows: readonly StoredRow[]) => void

export interface StoreCounts {
  /** Entries read so far. */
  readonly entries: number
  /** Rows that are final. */
  readonly done: number
  readonly failed: number
  /** Pages that wait for the time of their next attempt. */
  readonly waiting: number
}

/**
 * Opens the state and takes its lock. Throws a `LockedError` when another process has it, a `StateError` when the
 * file cannot be used.
 */
export async function createStore(options: StoreOptions): Promise<Store> {
  await refuseNetworkFileSystem(dirname(options.path), options.path)
  const lock = await takeLocks([options.path, ...options.alsoLocked])
  try {
    return openedStore(options, lock)
  } catch (error) {
    lock[Symbol.dispose]()
    throw error
  }
}

function openedStore(options: StoreOptions, lock: Disposable): Store {
  const database = openState(options)
  try {
    return storeOver(database, options, lock)
  } catch (error) {
    database.close()
    if (!isUnreadable(error)) throw error
    return storeOver(openAfresh(options.path, options.warn), options, lock)
  }
}

function storeOver(database: StateDatabase, options: StoreOptions, lock: Disposable): Store {
  const { analysisKey, onError } = options
  database.exec(CLEAR_LIST)
  const run = beginRun(database, new Date())
  const hosts = createHostTable(database)
  const scope = { database, hosts, runId: run.id, analysisKey }
  const list = createPageList(scope)
  const queue = createRequestQueue({ ...scope, hostOf: (url) => new URL(url).hostname })
  const { facts, rows } = createRows(database, run.id, analysisKey)
  const robots = createRobotsTable(database)
  let listener: RowListener | undefined
  const group = createGroupCommit({
    database,
    beforeCommit: hosts.flush,
    onCommitted: (committed) => listener?.(committed),
    onError,
  })
  const selectWritten = database.prepare('SELECT coalesce(written, ?) FROM entries WHERE idx = ?')
  const writtenUrl = ({ index, url }: QueuedPage): string => String(selectWritten.first(url, index)?.[0])
  const hasPartial = database.prepare('SELECT 1 FROM partial_files WHERE path = ?')
  const addPartial = database.prepare('INSERT OR IGNORE INTO partial_files VALUES (?)')
  let done = 0
  let failed = 0
  let waiting = 0

  const finished = (isFailed: boolean, row: StoredRow | undefined): void => {
    done += 1
    if (isFailed) failed += 1
    group.finished(listener && row)
  }
  return {
    run,
    onRows(told) {
      listener = told
    },
    add(entries) {
      for (const entry of entries) {
        group.begin()
        const added = list.add(entry)
        if (added.row !== undefined) finished(added.failed, added.row)
        if (added.waiting === true) waiting += 1
      }
    },
    get counts() {
      return { entries: list.length, done, failed, waiting }
    },
    queue: {
      longestHosts(limit, now) {
        group.begin()
        return hosts.longest(limit, now)
      },
      pauseHost(host, until, pages) {
        group.begin()
        queue.pauseHost(host, until, pages)
      },
      nextHostTime(now) {
        group.begin()
        return hosts.nextTime(now)
      },
      take(host, limit) {
        group.begin()
        return queue.take(host, limit)
      },
      finish(page, result) {
        group.begin()
        queue.finish(page.page, result)
        const row = listener
          ? ({ index: page.index, url: writtenUrl(page), kind: 'result', json: result.json } as const)
          : undefined
        finished(result.status === 'failed', row)
      },
      retry(page, failedAttempts, dueAt) {
        group.begin()
        queue.retry(page.page, failedAttempts, dueAt)
        waiting += 1
      },
      postpone(page, dueAt) {
        group.begin()
        queue.postpone(page.page, dueAt)
        waiting += 1
      },
      move(page, hop) {
        group.begin()
        queue.move(page.page, hop)
      },
      promoteDue(now) {
        group.begin()
        waiting -= queue.promoteDue(now)
      },
      nextDueAt: queue.nextDueAt,
    },
    robots: {
      get: robots.get,
      put(origin, text, now) {
        group.begin()
        robots.put(origin, text, now)
      },
    },
    commit: group.commit,
    facts,
    rows,
    partialFiles: {
      has: (path) => hasPartial.first(path) !== undefined,
      add: (path) => void addPartial.run(path),
    },
    closeRun() {
      group.commit()
      closeRun(database, run, new Date())
    },
    [Symbol.dispose]() {
      try {
        group.commit()
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch (error) {
        // Thrown from here it would hide what ended the run.
        options.warn(`the last results were not saved: ${errorMessage(error)}`)
      }
      database.close()
      lock[Symbol.dispose]()
    },
  }
}
