import { errorMessage } from '../errors.ts'
import type { InputEntry, ReusedCounts, RowFacts, StoredRow } from '../types.ts'
import { type CorpusRows, createCorpusRows } from './corpusRows.ts'
import { isUnreadable, type StateDatabase } from './database.ts'
import { createGroupCommit, type RowListener } from './groupCommit.ts'
import { createHeldBack } from './heldBack.ts'
import { createHostTable } from './hostTable.ts'
import { openAfresh, openState } from './openState.ts'
import { createPageCache } from './pageCache.ts'
import { createPageList } from './pageList.ts'
import { createParking } from './parking.ts'
import { createPartialFiles, type PartialFiles } from './partialFiles.ts'
import { removedPages } from './removedPages.ts'
import { createRequestQueue } from './requestQueue.ts'
import { createResults } from './results.ts'
import { createRobotsTable, type RobotsTable } from './robotsTable.ts'
import { createRows } from './rows.ts'
import { beginRun, closeRun, type Run, reopenForFailures } from './runs.ts'
import { CLEAR_LIST } from './schema.ts'
import { setAside } from './setAside.ts'
import { createStoreMemory, type StoreMemory } from './storeMemory.ts'
import { createStoreQueue, type StoreQueue } from './storeQueue.ts'
import { createTally, type StoreCounts } from './tally.ts'

export interface StoreOptions {
  /** The state file. */
  readonly path: string
  readonly fresh: boolean
  /** Asks only the pages again that failed in the last run, which goes on with them. */
  readonly retryFailed: boolean
  /** Pages whose result is younger are not asked for; 0 asks for all. */
  readonly maxAgeMs: number
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
  /** Time that the queue has taken. */
  readonly busyMs: number
  /** Pages of this start whose stored result was used again. */
  readonly reused: ReusedCounts
  /** How many pages of the last closed run are not in this start's list. To be asked once the whole list is known. */
  removedPages(): number
  readonly queue: StoreQueue
  /**
   * Tells the rows that are still held back, in chunks, as they are: in this start nobody will replace them any more.
   * To be called once, at the end, also of an interrupted run. They stay marked until the run is closed, so that a
   * continued run may still replace them.
   */
  tellHeldBack(): void
  readonly memory: StoreMemory
  readonly robots: RobotsTable
  /** Commits what is open when more than so many pages would be lost otherwise, or asked again for nothing. */
  commitBeyond(pages: number): void
  /** Commits what is open. */
  commit(): void
  facts(): Generator<RowFacts[]>
  rows(): Generator<StoredRow[]>
  readonly corpus: CorpusRows
  readonly partialFiles: PartialFiles
  /** Ends the run: the next start is a new one. */
  closeRun(): void
}

/**
 * Opens the state, making it where there is none. The caller holds its lock for as long as the store is open. Throws a `StateError` when the file
 * cannot be used.
 */
export function createStore(options: StoreOptions): Store {
  const database = openState(options)
  try {
    return storeOver(database, options)
  } catch (error) {
    database.close()
    if (!isUnreadable(error)) throw error
    return storeOver(openAfresh(options.path, 'unreadable', options.warn), options)
  }
}

function storeOver(database: StateDatabase, options: StoreOptions): Store {
  const { analysisKey, maxAgeMs, onError } = options
  if (options.retryFailed) reopenForFailures(database, options.path, options.warn)
  database.exec(CLEAR_LIST)
  const run = beginRun(database, new Date())
  const cache = createPageCache(database)
  const hosts = createHostTable(database)
  const results = createResults(database, run, analysisKey)
  const heldBack = createHeldBack({ database, results, runId: run.id, analysisKey })
  const freshSince = maxAgeMs > 0 ? Date.now() - maxAgeMs : Number.POSITIVE_INFINITY
  const list = createPageList({ database, hosts, run, analysisKey, results, freshSince })
  const beforeCommit = (): void => {
    hosts.flush()
    memory.flush()
  }
  const group = createGroupCommit({ database, beforeCommit, onError })
  const memory = createStoreMemory(database, run.id, group)
  const tally = createTally(group)
  const hostOf = (url: string): string => new URL(url).hostname
  const queue = createStoreQueue({
    database,
    hosts,
    group,
    tally,
    queue: createRequestQueue({ database, hosts, results, run, analysisKey, hostOf }),
    parking: createParking({ database, hosts, results }),
    heldBack,
  })
  const robots = createRobotsTable(database)
  const { facts, rows } = createRows(database, run.id, analysisKey)
  return {
    run,
    onRows: group.onRows,
    add(entries) {
      cache.growFor(list.length + entries.length)
      for (const entry of entries) {
        group.begin()
        const added = list.add(entry)
        if (added.kind === 'waiting') tally.addWaiting(1)
        if (added.kind !== 'done') continue
        const { isFailed, row, isFresh } = added
        if (isFresh) tally.addReused('notAsked')
        tally.finished(isFailed, row)
      }
    },
    get counts() {
      return { entries: list.length, ...tally.counts }
    },
    get busyMs() {
      return tally.busyMs
    },
    reused: tally.reused,
    removedPages: () => removedPages(database, run),
    queue,
    tellHeldBack() {
      group.commit()
      for (const held of heldBack.rows()) {
        for (const row of held) {
          group.begin()
          group.finished(() => row)
        }
      }
      group.commit()
    },
    memory,
    robots: {
      get: robots.get,
      put(origin, text, now) {
        group.begin()
        robots.put(origin, text, now)
      },
    },
    commitBeyond: group.commitBeyond,
    commit: group.commit,
    facts,
    rows,
    corpus: createCorpusRows(database, run.id, analysisKey),
    partialFiles: createPartialFiles(database),
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
        if (!database.isDamaged) options.warn(`the last results were not saved: ${errorMessage(error)}`)
      }
      database.close()
      if (database.isDamaged) setDamagedAside(options)
    },
  }
}

/** Once begun, a run cannot go on without its state; the next start can. */
function setDamagedAside({ path, warn }: StoreOptions): void {
  const aside = setAside(path, 'unreadable')
  warn(`the state ${path} is damaged; it was set aside as ${aside}, and the next start begins afresh`)
}
