import { existsSync, statSync } from 'node:fs'
import { openDatabase, type StateDatabase } from './database.ts'
import { createStateReader, type StateReader } from './stateReader.ts'
import { logOf } from './stateSize.ts'
import { refuseNoState, withSource } from './stateSource.ts'

/** As often is a state read again that a run has begun to write meanwhile. */
const MOST_READINGS = 5

/**
 * Does the work on what stands in a state, which may be that of a run that goes on: it sees what was committed. Nothing is
 * written, and no lock is taken. The work may be done more than once. Throws an `InputError` for what is no state, a `StateError`
 * for one that cannot be read.
 */
export async function readState<T>(path: string, work: (state: StateReader) => T): Promise<T> {
  return await readSource(path, (database) => work(createStateReader(database, path)))
}

/** As `readState`, over the state that is attached as `source`. */
export async function readSource<T>(path: string, work: (database: StateDatabase) => T): Promise<T> {
  await refuseNoState(path)
  for (let left = MOST_READINGS - 1; ; left -= 1) {
    const before = written(path)
    try {
      const found = await readOnce(path, work)
      if (left === 0 || written(path) === before) return found
    } catch (error) {
      if (left === 0 || written(path) === before) throw error
    }
  }
}

async function readOnce<T>(path: string, work: (database: StateDatabase) => T): Promise<T> {
  const database = openDatabase(':memory:')
  try {
    return await withSource(database, path, async () => work(database))
  } finally {
    database.close()
  }
}

/** Changes where a state that was read as a whole file has become one that is written; what has its log is safe to read. */
function written(path: string): string {
  const log = logOf(path)
  if (existsSync(log) && statSync(log).size > 0) return 'with its log'
  const { mtimeMs, size, ino } = statSync(path)
  return `${ino} ${size} ${mtimeMs}`
}
