import type { StateDatabase } from './database.ts'
import { NO_ANALYSIS } from './runs.ts'
import { SOURCE } from './stateSource.ts'
import { type StoredRun, storedRun } from './storedRun.ts'

/** The last run of the state that is being read, and which of its results count. */
export interface LastRun extends Pick<StoredRun, 'id' | 'startedAt'> {
  /** The analysis its newest results were made by. */
  readonly analysisKey: string
}

/** Undefined where there is no run, or none with a result. */
export function lastRun(database: StateDatabase): LastRun | undefined {
  const run = storedRun(database)
  if (run === undefined) return undefined
  const { id, startedAt } = run
  const analysisKey = newestKey(database, id)
  return analysisKey === undefined ? undefined : { id, startedAt, analysisKey }
}

/**
 * A run that went on with another analysis makes its pages again, so that for a while it has results of both. Those
 * count whose last attempt began last.
 */
function newestKey(database: StateDatabase, run: number): string | undefined {
  const results = `FROM ${SOURCE}.results WHERE run = ? AND analysis_key <> '${NO_ANALYSIS}'`
  const keys = database.prepare(`SELECT DISTINCT analysis_key ${results}`).all(run)
  if (keys.length < 2) return keys[0] && String(keys[0][0])
  const selectTime = database.prepare(
    `SELECT max(json_extract(attempts, '$[#-1].at')) ${results} AND analysis_key = ?`,
  )
  const times = keys.map(([key]) => ({
    key: String(key),
    at: Number(selectTime.first(run, key ?? null)?.[0] ?? 0),
  }))
  return times.reduce((newest, other) => (other.at > newest.at ? other : newest)).key
}
