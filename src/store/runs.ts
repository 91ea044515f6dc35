import type { StateDatabase } from './database.ts'

/** A run: from its first start until its outputs stand in their places, over as many starts as that takes. */
export interface Run {
  readonly id: number
  /** ISO time of its first start. */
  readonly startedAt: string
  /** Whether an earlier start of it was cut short. */
  readonly continued: boolean
}

/** Continues the run that is open, or begins the next. */
export function beginRun(database: StateDatabase, now: Date): Run {
  const open = database
    .prepare('SELECT id, started_at FROM runs WHERE closed_at IS NULL ORDER BY id DESC')
    .first()
  if (open !== undefined) return { id: Number(open[0]), startedAt: String(open[1]), continued: true }
  const startedAt = now.toISOString()
  const { lastInsertRowid } = database.prepare('INSERT INTO runs (started_at) VALUES (?)').run(startedAt)
  return { id: lastInsertRowid, startedAt, continued: false }
}

/** What nobody asks for once the run is over. */
const FORGET_RUN = `
  DELETE FROM failed_attempts; DELETE FROM held_back; DELETE FROM origin_memory; DELETE FROM partial_files;
`

/** Ends a run whose outputs are in place. */
export function closeRun(database: StateDatabase, run: Run, now: Date): void {
  // At once: half of it would let the next run replace what this one has finished.
  database.exec('BEGIN')
  database.prepare('UPDATE runs SET closed_at = ? WHERE id = ?').run(now.toISOString(), run.id)
  database.exec(FORGET_RUN)
  database.exec('COMMIT')
}
