import type { StateDatabase } from './database.ts'
import { SOURCE } from './stateSource.ts'
import { textOrNull } from './textOrNull.ts'

/** The last run of a state. */
export interface StoredRun {
  readonly id: number
  /** ISO time of its first start. */
  readonly startedAt: string
  /** Null while it is not over. */
  readonly closedAt: string | null
}

/** Of the state that is attached as `source`; undefined where it has none. */
export function storedRun(database: StateDatabase): StoredRun | undefined {
  const found = database
    .prepare(`SELECT id, started_at, closed_at FROM ${SOURCE}.runs ORDER BY id DESC LIMIT 1`)
    .first()
  if (found === undefined) return undefined
  const [id, startedAt, closedAt] = found
  return { id: Number(id), startedAt: String(startedAt), closedAt: textOrNull(closedAt) }
}
