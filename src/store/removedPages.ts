import type { StateDatabase } from './database.ts'
import type { Run } from './runs.ts'
import { IS_UNLISTED } from './schema.ts'

/**
 * How many pages the last closed run had that are not in this start's list: with its result, or with one that an earlier start of this run
 * has put in its place.
 */
export function removedPages(database: StateDatabase, { id, previous }: Run): number {
  if (previous === undefined) return 0
  const count = database
    .prepare(
      `SELECT count(*) FROM results
       WHERE (run = ? OR (run = ? AND base_body_hash IS NOT NULL)) AND ${IS_UNLISTED}`,
    )
    .first(previous, id)
  return Number(count?.[0])
}
