import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { realPath } from '../config/realPath.ts'
import { StateError } from '../errors.ts'
import type { StateDatabase } from './database.ts'
import { logOf } from './stateSize.ts'

/** Those who look at a state hold up the emptying of its log. */
const READERS_MS = 1000

const copyOf = (path: string): string => `${realPath(path)}.textmill-tmp`

/** Takes away what a `compactState` that was killed has left. */
export const removeLeftCopy = (path: string): void => rmSync(copyOf(path), { force: true })

/**
 * Gives the file system back what a state does not fill any more: a copy without gaps takes the place of the file, whole or not at all, so that
 * no more room is needed than what is left of it. To be called with its lock held and no transaction open; then the database is of
 * no more use. Throws a `StateError` when somebody goes on reading the state.
 */
export function compactState(database: StateDatabase): void {
  const file = realPath(database.path)
  const copy = copyOf(database.path)
  try {
    emptyLog(database)
    database.prepare('VACUUM INTO ?').run(copy)
    chmodSync(copy, statSync(file).mode & 0o777)
    sync(copy, 'r+')
    renameSync(copy, file)
    // The log is empty, and both belong to the file that was there.
    for (const beside of [`${file}-wal`, `${file}-shm`]) rmSync(beside, { force: true })
  } finally {
    rmSync(copy, { force: true })
  }
  if (process.platform !== 'win32') sync(dirname(file), 'r')
}

/** What the log still holds would be taken for the new file's, and would ruin it. */
function emptyLog(database: StateDatabase): void {
  database.exec(`PRAGMA busy_timeout = ${READERS_MS}; PRAGMA wal_checkpoint(TRUNCATE)`)
  const log = logOf(database.path)
  if (!existsSync(log) || statSync(log).size === 0) return
  throw new StateError(
    `the state ${database.path} is being read: what was removed stays so, but its room is not given back yet; try again`,
  )
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
