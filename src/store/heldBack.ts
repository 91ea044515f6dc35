import type { ListedEntry, PageChange, StoredResult, StoredRow } from '../types.ts'
import type { StateDatabase } from './database.ts'
import { listedEntry } from './listedEntry.ts'
import type { Results } from './results.ts'
import { LISTED_ENTRY } from './schema.ts'

/** Finished pages whose result may still be replaced, when their origin is given up. Marked until the run is closed. */
export interface HeldBack {
  add(page: number, origin: string): void
  /** Replaces the result of up to `limit` of the origin's pages, which are not held back any more. Returns them. */
  giveUp(origin: string, result: StoredResult, limit: number): ListedEntry[]
  /** The rows of those that are held back, as they are. */
  rows(): Generator<StoredRow[]>
}

export interface HeldBackOptions {
  readonly database: StateDatabase
  readonly results: Results
  readonly runId: number
  readonly analysisKey: string
}

const ROWS_PER_READ = 64

export function createHeldBack({ database, results, runId, analysisKey }: HeldBackOptions): HeldBack {
  // Results of another analysis do not stand: their pages are asked for again, and settled on their own.
  database
    .prepare(
      `DELETE FROM held_back WHERE run <> ?1 OR NOT EXISTS
       (SELECT 1 FROM results r WHERE r.page = held_back.page AND r.run = ?1 AND r.analysis_key = ?2)`,
    )
    .run(runId, analysisKey)
  const insert = database.prepare('INSERT OR REPLACE INTO held_back (page, run, origin) VALUES (?, ?, ?)')
  const drop = database.prepare('DELETE FROM held_back WHERE page = ?')
  // Pages that are not in the list of this start have no place in its queue, and no row.
  const listed = `FROM held_back b JOIN queue q ON q.page = b.page JOIN entries e ON e.idx = q.first_idx
    JOIN pages p ON p.id = b.page`
  const selectOf = database.prepare(`SELECT b.page, ${LISTED_ENTRY} ${listed} WHERE b.origin = ? LIMIT ?`)
  const selectRows = database.prepare(
    `SELECT b.page, j.json, r.change, ${LISTED_ENTRY} ${listed} JOIN results r ON r.page = b.page
     JOIN result_rows j ON j.page = b.page
     WHERE b.page > ? ORDER BY b.page LIMIT ${ROWS_PER_READ}`,
  )
  return {
    add: (page, origin) => void insert.run(page, runId, origin),
    giveUp(origin, result, limit) {
      return selectOf.all(origin, limit).map(([id, ...entry]) => {
        const page = Number(id)
        results.replace(page, result)
        drop.run(page)
        return listedEntry(entry)
      })
    },
    *rows() {
      let last = -1
      for (;;) {
        const rows = selectRows.all(last)
        if (rows.length === 0) return
        last = Number(rows.at(-1)?.[0])
        yield rows.map(([, json, change, ...entry]) => ({
          ...listedEntry(entry),
          kind: 'result',
          json: String(json),
          change: change as PageChange | null,
        }))
      }
    },
  }
}
