import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { StateDatabase } from './database.ts'

const copyOf = (path: string): string => `${realpathSync(path)}.textmill-tmp`

/** Takes away what a `compactState` that was killed has left. */
export const removeLeftCopy = (path: string): void => rmSync(copyOf(path), { force: true })

/**
 * Gives the file system back what a state does not fill any more: a copy without gaps takes the place of the file, whole or not at all, so that
 * no more room is needed than what is left of it. To be called with its lock held and no transaction open; then the database is of
 * no more use.
 */
export function compactState(database: StateDatabase): void {
  const file = realpathSync(database.path)
  const copy = copyOf(database.path)
  try {
    // Whatever the log holds would be taken for that of the new file.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
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

function sync(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
