import { InputError } from '../errors.ts'
import type { StateDatabase } from './database.ts'
import { IS_UNLISTED } from './schema.ts'

/** A run: from its first start until its outputs stand in their places, over as many starts as that takes. */
export interface Run {
  readonly id: number
  /** ISO time of its first start. */
  readonly startedAt: string
  /** Whether an earlier start of it was cut short. */
  readonly continued: boolean
  /** The run that was closed last before this one began; undefined where there is none. */
  readonly previous: number | undefined
}

/** Continues the run that is open, or begins the next. */
export function beginRun(database: StateDatabase, now: Date): Run {
  const open = database
    .prepare('SELECT id, started_at FROM runs WHERE closed_at IS NULL ORDER BY id DESC')
    .first()
  if (open !== undefined) {
    const id = Number(open[0])
    return { id, startedAt: String(open[1]), continued: true, previous: closedBefore(database, id) }
  }
  const startedAt = now.toISOString()
  database.exec('DELETE FROM origin_memory')
  const id = database.prepare('INSERT INTO runs (started_at) VALUES (?)').insert(startedAt)
  return { id, startedAt, continued: false, previous: closedBefore(database, id) }
}

function closedBefore(database: StateDatabase, id: number): number | undefined {
  const previous = database
    .prepare('SELECT max(id) FROM runs WHERE closed_at IS NOT NULL AND id < ?')
    .first(id)?.[0]
  return typeof previous === 'number' ? previous : undefined
}

/** What stands in place of the name of an analysis: a result of none counts as not finished. */
export const NO_ANALYSIS = ''

/**
 * Opens the run that was closed last once more, with its failed pages to be asked again; nothing else of it changes. One that is
 * still open is left as it is, and that is told. Throws an `InputError` where there is no run.
 */
export function reopenForFailures(
  database: StateDatabase,
  path: string,
  warn: (message: string) => void,
): void {
  const last = database.prepare('SELECT id, closed_at FROM runs ORDER BY id DESC LIMIT 1').first()
  if (last === undefined) throw new InputError(`no run to ask the failures of again: ${path} holds none`)
  const [id = 0, closedAt] = last
  if (closedAt === null) {
    warn('the last run is not over: it goes on, and its failures can be asked again when it is')
    return
  }
  // At once: a run that is open with its failures in place would be over before it began.
  database.exec('BEGIN')
  database.prepare('UPDATE runs SET closed_at = NULL WHERE id = ?').run(id)
  database.exec('DELETE FROM origin_memory')
  database
    .prepare(`UPDATE results SET analysis_key = '${NO_ANALYSIS}' WHERE run = ? AND status = 'failed'`)
    .run(id)
  database.exec('COMMIT')
}

/** What nobody asks for once the run is over. Which origins were given up is told until the next one begins. */
const FORGET_RUN = 'DELETE FROM failed_attempts; DELETE FROM held_back; DELETE FROM partial_files;'

/** What is no longer listed, and has a result by an earlier start of the run, is no part of it: the next run must not miss it. */
const DISOWN = `UPDATE results SET run = 0 WHERE run = ? AND ${IS_UNLISTED}`

/** Ends a run whose outputs are in place. */
export function closeRun(database: StateDatabase, run: Run, now: Date): void {
  // At once: half of it would let the next run replace what this one has finished.
  database.exec('BEGIN')
  database.prepare('UPDATE runs SET closed_at = ? WHERE id = ?').run(now.toISOString(), run.id)
  if (run.continued) database.prepare(DISOWN).run(run.id)
  database.exec(FORGET_RUN)
  database.exec('COMMIT')
}
