import type { StateDatabase } from './database.ts'
import { SOURCE } from './stateSource.ts'

/** What a state holds, by number. */
export interface StateContents {
  /** In the list of the last start. */
  readonly listed: number
  readonly pages: number
  readonly results: number
  /** Results of pages that the last start did not list. */
  readonly unlistedResults: number
  readonly runs: number
  readonly robots: number
  readonly hosts: number
  /** The runs that the oldest and the newest results are of, by the ISO times of their first starts. */
  readonly oldest: string | null
  readonly newest: string | null
}

/** Counts over the state that is attached as `source`, by its indexes: no result is read. */
export function stateContents(database: StateDatabase): StateContents {
  const first = (sql: string): unknown => database.prepare(sql).first()?.[0]
  const count = (from: string): number => Number(first(`SELECT count(*) FROM ${SOURCE}.${from}`))
  const startOf = (end: 'min' | 'max'): string | null => {
    const time = first(
      `SELECT started_at FROM ${SOURCE}.runs WHERE id >= (SELECT ${end}(run) FROM ${SOURCE}.results WHERE run > 0) ORDER BY id LIMIT 1`,
    )
    return typeof time === 'string' ? time : null
  }
  return {
    listed: count('entries'),
    pages: count('pages'),
    results: count('results'),
    unlistedResults: count(
      `results r WHERE NOT EXISTS (SELECT 1 FROM ${SOURCE}.queue q WHERE q.page = r.page)`,
    ),
    runs: count('runs'),
    robots: count('robots'),
    hosts: count('host_memory'),
    oldest: startOf('min'),
    newest: startOf('max'),
  }
}
