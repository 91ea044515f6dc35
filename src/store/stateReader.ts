import type { StateDatabase } from './database.ts'
import { createPageRecords, type PageRecords } from './pageRecords.ts'
import { createRunProgress, type RunProgress } from './runProgress.ts'
import { createSourceQuery } from './sourceQuery.ts'
import { type StateContents, stateContents } from './stateContents.ts'
import { type StateSize, stateSize } from './stateSize.ts'
import { SOURCE } from './stateSource.ts'
import { type StoredRun, storedRun } from './storedRun.ts'

/** Reads a state, without changing it. */
export interface StateReader extends PageRecords, RunProgress {
  readonly run: StoredRun | undefined
  size(): StateSize
  contents(): StateContents
  /** The text of an origin's robots.txt, and when it came. */
  robots(origin: string): { readonly text: string; readonly fetchedAt: string } | undefined
}

/** Over the state at this path, which is attached as `source`. */
export function createStateReader(database: StateDatabase, path: string): StateReader {
  const run = storedRun(database)
  const runId = run?.id ?? 0
  const query = createSourceQuery(database)
  const { from, row } = query
  return {
    run,
    size: () => stateSize(database, path, SOURCE),
    contents: () => stateContents(database),
    ...createPageRecords(query, runId),
    ...createRunProgress(query, runId),
    robots(origin) {
      const found = row(`SELECT text, fetched_at FROM ${from('robots')} WHERE origin = ?`, origin)
      if (found === undefined) return undefined
      return { text: String(found[0]), fetchedAt: new Date(Number(found[1])).toISOString() }
    },
  }
}
