import { realPath } from '../config/realPath.ts'
import { InputError } from '../errors.ts'
import type { RowFacts, StoredRow } from '../types.ts'
import { copyList, copyResults, MERGED_KEY, MERGED_RUN, removedByRun } from './copiedStates.ts'
import { type CorpusRows, createCorpusRows } from './corpusRows.ts'
import type { StateDatabase } from './database.ts'
import { type LastRun, lastRun } from './lastRun.ts'
import { openState } from './openState.ts'
import { createPageCache } from './pageCache.ts'
import { createPartialFiles, type PartialFiles } from './partialFiles.ts'
import { createRows } from './rows.ts'
import { refuseNoState, withSource } from './stateSource.ts'
import { takeLocks } from './takeLocks.ts'

export interface MergedStatesOptions {
  /** The states to combine, in the order of their lists. */
  readonly states: readonly string[]
  /** Other states whose locks are taken too: those of the outputs. */
  readonly alsoLocked: readonly string[]
  /** A file of this merge's own, which is made. */
  readonly path: string
  /** Called between groups of entries; what it rejects with ends the merge. */
  readonly giveWay: () => Promise<void>
}

/** The lists and results of several states as those of one run. */
export interface MergedStates extends Disposable {
  facts(): Generator<RowFacts[]>
  rows(): Generator<StoredRow[]>
  readonly corpus: CorpusRows
  readonly partialFiles: PartialFiles
  readonly entries: number
  /** Listed pages without a result. */
  readonly unfinished: number
  /** Pages that a state's run before its last had, and that none of the lists has. */
  readonly removed: number
  /** Pages that are ok, but were made by a run that compared none. */
  readonly uncompared: number
}

/**
 * Combines states into a file of its own; they are only read, and stay locked until this is disposed of. Their lists follow one
 * another, without the pages that a state before has listed. A page with results in several has the one of the run that was started
 * last, of two that were started at once the one named later, whatever it is. Only the last run of each counts.
 * Throws an `InputError` or a `StateError` naming what is no state, or not of this version, and a `LockedError` when a run holds one.
 */
export async function createMergedStates(options: MergedStatesOptions): Promise<MergedStates> {
  const { states, alsoLocked, path, giveWay } = options
  for (const state of states) await refuseNoState(state)
  refuseTwice(states)
  const lock = await takeLocks([...states, ...alsoLocked])
  try {
    const database = temporaryDatabase(path)
    try {
      const removed = await copyStates(database, states, giveWay)
      return mergedOver(database, lock, removed)
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    lock[Symbol.dispose]()
    throw error
  }
}

/** Nobody goes on with it after a crash: there is nothing to keep safe. */
function temporaryDatabase(path: string): StateDatabase {
  const database = openState({ path, fresh: false, warn: () => {} })
  database.exec('PRAGMA journal_mode = OFF')
  database.exec('PRAGMA synchronous = OFF')
  // How many pages there will be is not known yet.
  createPageCache(database).growFor(Number.POSITIVE_INFINITY)
  return database
}

async function copyStates(
  database: StateDatabase,
  states: readonly string[],
  giveWay: () => Promise<void>,
): Promise<number> {
  const runs: { readonly state: string; readonly run: LastRun }[] = []
  for (const state of states) {
    await withSource(database, state, async () => {
      const run = lastRun(database)
      if (run !== undefined) runs.push({ state, run })
      await copyList(database, giveWay)
    })
  }
  // The latest first, so that no result is copied that another would replace.
  const latestFirst = runs.reverse().sort((a, b) => Date.parse(b.run.startedAt) - Date.parse(a.run.startedAt))
  let removed = 0
  for (const { state, run } of latestFirst) {
    await withSource(database, state, async () => {
      await copyResults(database, run, giveWay)
      removed += removedByRun(database, run)
    })
  }
  return removed
}

function mergedOver(database: StateDatabase, lock: Disposable, removed: number): MergedStates {
  const [entries, unfinished, uncompared] = database.prepare(COUNTS).first() ?? []
  return {
    ...createRows(database, MERGED_RUN, MERGED_KEY),
    corpus: createCorpusRows(database, MERGED_RUN, MERGED_KEY),
    partialFiles: createPartialFiles(database),
    entries: Number(entries),
    unfinished: Number(unfinished),
    removed,
    uncompared: Number(uncompared),
    [Symbol.dispose]() {
      database.close()
      lock[Symbol.dispose]()
    },
  }
}

/** Results are large: they are gone through once. */
const COUNTS = `SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM queue) - count(*),
  count(*) FILTER (WHERE status = 'ok' AND page NOT IN (SELECT page FROM features)) FROM results`

function refuseTwice(states: readonly string[]): void {
  const seen = new Set<string>()
  for (const state of states) {
    const path = realPath(state)
    if (seen.has(path)) throw new InputError(`${state}: named twice`)
    seen.add(path)
  }
}
