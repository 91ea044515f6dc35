import { existsSync, rmSync, statSync } from 'node:fs'
import { StateError } from '../errors.ts'
import { isUnreadable, openDatabase, type StateDatabase } from './database.ts'
import { isMigratable, migrate } from './migrations.ts'
import { APPLICATION_ID, CREATE_TABLES, SCHEMA_VERSION } from './schema.ts'
import { setAside, stateFiles } from './setAside.ts'

export interface OpenStateOptions {
  readonly path: string
  /** Forget what earlier runs left. */
  readonly fresh: boolean
  readonly warn: (message: string) => void
}

/**
 * Opens the state with its tables, making it where there is none. The caller holds its lock. A state of an earlier version is
 * brought up to date; where there is no way to do that, it is set aside under another name, which is told, as is a file
 * that is no state. A state of a newer version is a `StateError`.
 */
export function openState({ path, fresh, warn }: OpenStateOptions): StateDatabase {
  refuseSpecialFile(path)
  if (fresh) for (const file of stateFiles(path)) rmSync(file, { force: true })
  try {
    const database = openTables(path)
    const version = versionOf(database)
    if (version === SCHEMA_VERSION) return database
    if (isMigratable(version)) return broughtUpToDate(database, version, warn)
    closeWhole(database)
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return openAfresh(path, 'unreadable', warn)
  }
  return openAfresh(path, 'older', warn)
}

/** Why a state cannot be gone on with: the ending of its new name, and what is told. */
const REASONS = {
  unreadable: 'cannot be read',
  older: 'was written by an earlier version of textmill',
} as const

/** Sets a state that cannot be gone on with aside, which is told, and begins another. */
export function openAfresh(
  path: string,
  reason: keyof typeof REASONS,
  warn: (message: string) => void,
): StateDatabase {
  const aside = setAside(path, reason)
  warn(`the state ${path} ${REASONS[reason]}; it was set aside as ${aside}, and the run starts afresh`)
  return openTables(path)
}

/** What takes no time worth a word. */
const QUIET_BYTES = 64 * 1024 * 1024

function broughtUpToDate(
  database: StateDatabase,
  version: number,
  warn: (message: string) => void,
): StateDatabase {
  const { path } = database
  const { size } = statSync(path)
  if (size > QUIET_BYTES) {
    const megabytes = Math.round(size / 1e6).toLocaleString('en')
    warn(
      `the state ${path} (${megabytes} MB) was written by an earlier version of textmill and is brought up to date, which takes a while`,
    )
  }
  try {
    migrate(database, version)
    // What was rewritten is as large as the state, and would stay in the log.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Leaves nothing in the write-ahead log, as a killed process does: it belongs to the file that is kept. */
function closeWhole(database: StateDatabase): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}

/** Throws a `StateError` for what is there and no file. */
export function refuseSpecialFile(path: string): void {
  if (existsSync(path) && !statSync(path).isFile()) throw new StateError(`the state ${path} is not a file`)
}

/** Makes the tables where there are none; those of an older version are left as they are. */
function openTables(path: string): StateDatabase {
  const database = openDatabase(path)
  try {
    refuseForeign(database, path)
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = NORMAL')
    const version = versionOf(database)
    if (version > SCHEMA_VERSION) {
      throw new StateError(writtenByNewer(path))
    }
    if (version === 0)
      database.exec(`BEGIN; ${CREATE_TABLES} PRAGMA user_version = ${SCHEMA_VERSION}; ${SIGN} COMMIT;`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

export const writtenByNewer = (path: string): string =>
  `the state ${path} was written by a newer version of textmill; update, or use --fresh`

export const ofAnotherProgram = (path: string): string =>
  `${path} is a database of another program: name another file with --state`

function versionOf(database: StateDatabase): number {
  return Number(database.prepare('PRAGMA user_version').first()?.[0])
}

const SIGN = `PRAGMA application_id = ${APPLICATION_ID};`

/** A database that somebody else has filled is not ours to write into. */
function refuseForeign(database: StateDatabase, path: string): void {
  const id = database.prepare('PRAGMA application_id').first()?.[0]
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').first()?.[0]
  if (tables !== 0 && id !== APPLICATION_ID) {
    throw new StateError(ofAnotherProgram(path))
  }
}
