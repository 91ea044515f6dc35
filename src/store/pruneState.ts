import { compactState, removeLeftCopy } from './compactState.ts'
import { openDatabase, type StateDatabase } from './database.ts'
import { forgetHosts } from './forgetHosts.ts'
import { readState } from './readState.ts'
import { wholeBytes } from './stateSize.ts'
import { refuseNoState } from './stateSource.ts'
import { type LockWait, takeLocks } from './takeLocks.ts'

/** What was removed from a state. */
export interface PrunedState {
  readonly pages: number
  readonly runs: number
  readonly robots: number
  readonly hosts: number
  /** Of the file with its log. */
  readonly bytesBefore: number
  readonly bytesAfter: number
}

/**
 * Removes what was last listed before this time, and gives its room back. What stays, however old: the pages of the last start's list, all results
 * of the run that is open, and those of the one that was closed last, which the next is compared with. Throws a `LockedError` when a
 * run goes on, an `InputError` or a `StateError` for what is no state of this version, an `OutputError` when there is no room.
 */
export async function pruneState(path: string, before: Date, wait: LockWait): Promise<PrunedState> {
  await refuseNoState(path)
  using _lock = await takeLocks([path], wait)
  await readState(path, () => {})
  removeLeftCopy(path)
  const bytesBefore = wholeBytes(path)
  const database = openDatabase(path)
  try {
    const removed = remove(database, before)
    if (freeShare(database) > WORTH_COPYING) compactState(database)
    else database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    return { ...removed, bytesBefore, bytesAfter: wholeBytes(path) }
  } finally {
    database.close()
  }
}

/** What is less of the file than this is left for the next results. */
const WORTH_COPYING = 0.02

function freeShare(database: StateDatabase): number {
  const pragma = (name: string): number => Number(database.prepare(`PRAGMA ${name}`).first()?.[0])
  return pragma('freelist_count') / pragma('page_count')
}

const PAGES_AT_ONCE = 500

/** Runs, by their ids, from which on nothing is removed. */
const KEPT_RUNS = `coalesce((SELECT max(id) FROM runs WHERE closed_at IS NOT NULL), (SELECT max(id) FROM runs), 0)`

/** Of a result: stands for the end of its run where it belongs to none. */
const FETCHED_AT = `strftime('%Y-%m-%dT%H:%M:%fZ', r.fetched_at / 1000.0, 'unixepoch')`

/** Pages that nothing of a kept run is known of, and no list names. */
const SELECT_PAGES = `
  SELECT p.id FROM pages p LEFT JOIN results r ON r.page = p.id LEFT JOIN runs u ON u.id = r.run
  WHERE p.id > ?1 AND NOT EXISTS (SELECT 1 FROM queue q WHERE q.page = p.id)
    AND NOT EXISTS (SELECT 1 FROM failed_attempts f WHERE f.page = p.id)
    AND (r.page IS NULL OR (r.run < ${KEPT_RUNS} AND coalesce(u.closed_at, ${FETCHED_AT}, '') < ?2))
  ORDER BY p.id LIMIT ${PAGES_AT_ONCE}`

const DELETE_RUNS = `
  DELETE FROM runs WHERE closed_at < ? AND id < ${KEPT_RUNS} AND NOT EXISTS (SELECT 1 FROM results r WHERE r.run = runs.id)`

/** What is killed on the way has removed some pages wholly, and goes on when it is asked again. */
function remove(database: StateDatabase, before: Date): Omit<PrunedState, 'bytesBefore' | 'bytesAfter'> {
  const changes = database.prepare('SELECT changes()')
  const deleted = (sql: string, value: string | number): number => {
    database.prepare(sql).run(value)
    return Number(changes.first()?.[0])
  }
  const pages = removePages(database, before)
  database.exec('BEGIN')
  const runs = deleted(DELETE_RUNS, before.toISOString())
  const robots = deleted('DELETE FROM robots WHERE fetched_at < ?', before.getTime())
  const hosts = forgetHosts(database, Date.now())
  database.exec('COMMIT')
  return { pages, runs, robots, hosts }
}

function removePages(database: StateDatabase, before: Date): number {
  const select = database.prepare(SELECT_PAGES)
  const drops = [
    'DELETE FROM results WHERE page = ?',
    'DELETE FROM result_rows WHERE page = ?',
    'DELETE FROM features WHERE page = ?',
    'DELETE FROM pages WHERE id = ?',
  ].map((sql) => database.prepare(sql))
  let removed = 0
  for (let last = -1; ; ) {
    const found = select.all(last, before.toISOString())
    if (found.length === 0) return removed
    database.exec('BEGIN')
    for (const [id = 0] of found) for (const drop of drops) drop.run(id)
    database.exec('COMMIT')
    removed += found.length
    last = Number(found.at(-1)?.[0])
  }
}
