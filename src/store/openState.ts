import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { StateError } from '../errors.ts'
import { isUnreadable, openDatabase, type StateDatabase } from './database.ts'
import { APPLICATION_ID, CREATE_TABLES, SCHEMA_VERSION } from './schema.ts'

export interface OpenStateOptions {
  readonly path: string
  /** Forget what earlier runs left. */
  readonly fresh: boolean
  readonly warn: (message: string) => void
}

/**
 * Opens the state with its tables, making it where there is none. The caller holds its lock. A file that is no
 * state is set aside under another name, which is told; a state of a newer version is a `StateError`.
 */
export function openState({ path, fresh, warn }: OpenStateOptions): StateDatabase {
  refuseSpecialFile(path)
  if (fresh) for (const file of filesOf(path)) rmSync(file, { force: true })
  try {
    return openTables(path)
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return openAfresh(path, warn)
  }
}

/** Sets a state that cannot be read aside, which is told, and begins another. */
export function openAfresh(path: string, warn: (message: string) => void): StateDatabase {
  const aside = setAside(path)
  warn(`the state ${path} cannot be read; it was set aside as ${aside}, and the run starts afresh`)
  return openTables(path)
}

function refuseSpecialFile(path: string): void {
  if (existsSync(path) && !statSync(path).isFile()) throw new StateError(`the state ${path} is not a file`)
}

/** Frees 32 MB of pages for the unique index over a million URLs; the default of 2 MB reads them again and again. */
const CACHE_KIB = 32_768

function openTables(path: string): StateDatabase {
  const database = openDatabase(path)
  try {
    refuseForeign(database, path)
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = NORMAL')
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}`)
    const version = Number(database.prepare('PRAGMA user_version').first()?.[0])
    if (version > SCHEMA_VERSION) {
      throw new StateError(
        `the state ${path} was written by a newer version of textmill; update, or use --fresh`,
      )
    }
    if (version === 0)
      database.exec(`BEGIN; ${CREATE_TABLES} PRAGMA user_version = ${SCHEMA_VERSION}; ${SIGN} COMMIT;`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const SIGN = `PRAGMA application_id = ${APPLICATION_ID};`

/** A database that somebody else has filled is not ours to write into. */
function refuseForeign(database: StateDatabase, path: string): void {
  const id = database.prepare('PRAGMA application_id').first()?.[0]
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').first()?.[0]
  if (tables !== 0 && id !== APPLICATION_ID) {
    throw new StateError(`${path} is a database of another program: name another file with --state`)
  }
}

const filesOf = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`]

function setAside(path: string): string {
  let number = 1
  while (existsSync(`${path}.unreadable-${number}`)) number += 1
  const aside = `${path}.unreadable-${number}`
  renameSync(path, aside)
  for (const file of filesOf(path)) rmSync(file, { force: true })
  return aside
}
