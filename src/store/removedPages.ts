import type { StateDatabase } from './database.ts'

/** How many pages the run has a result of that are not in this start's list. */
export function removedPages(database: StateDatabase, run: number | undefined): number {
  if (run === undefined) return 0
  const count = database
    .prepare(
      'SELECT count(*) FROM results r WHERE r.run = ? AND NOT EXISTS (SELECT 1 FROM queue q WHERE q.page = r.page)',
    )
    .first(run)
  return Number(count?.[0])
}
