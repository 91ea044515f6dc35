import type { StateDatabase } from './database.ts'
import { NO_ANALYSIS } from './runs.ts'
import { SOURCE } from './stateSource.ts'

/** The last run of the state that is being read, and which of its results count. */
export interface LastRun {
  readonly id: number
  /** ISO time of its first start. */
  readonly startedAt: string
  /** The analysis its newest results were made by. */
  readonly analysisKey: string
}

/** Undefined where there is no run, or none with a result. */
export function lastRun(database: StateDatabase): LastRun | undefined {
  const run = database.prepare(`SELECT id, started_at FROM ${SOURCE}.runs ORDER BY id DESC LIMIT 1`).first()
  if (run === undefined) return undefined
  const id = Number(run[0])
  const analysisKey = newestKey(database, id)
  return analysisKey === undefined ? undefined : { id, startedAt: String(run[1]), analysisKey }
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
