import { closeSync, existsSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readFailure } from '../config/readFailure.ts'
import { realPath } from '../config/realPath.ts'
import { errorCode, errorMessage, InputError, StateError } from '../errors.ts'
import { openDatabase, type StateDatabase } from './database.ts'
import { networkFileSystem } from './networkFileSystem.ts'
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.ts'
import { logOf } from './stateSize.ts'

/** The name under which statements know the state that is being read. */
export const SOURCE = 'source'

/**
 * Throws for a path that is no state, before anything is made beside it: an `InputError` for what is no file of SQLite,
 * a `StateError` for one that lies where it cannot be read safely.
 */
export async function refuseNoState(path: string): Promise<void> {
  if (!statsOf(path).isFile()) throw new InputError(`${path}: is not a file`)
  if (!startsAsDatabase(path)) throw new InputError(`${path}: is not a state of textmill${hint(path)}`)
  const kind = await networkFileSystem(dirname(path))
  if (kind === undefined) return
  throw new StateError(
    `the state ${path} lies on a network file system (${kind}), where it cannot be read safely: copy it to a local disk`,
  )
}

/**
 * Does the work while the statements of `database` see the state as `source`; nothing can be written to it, and its
 * write-ahead log stays as it is. The caller holds its lock. Throws an `InputError` for a database of another program, and a
 * `StateError` for a state of another version or one that cannot be read; then `database` is of no more use.
 */
export async function withSource<T>(
  database: StateDatabase,
  path: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    attach(database, path)
    const done = await work()
    database.exec(`DETACH ${SOURCE}`)
    return done
  } catch (error) {
    throw named(path, error)
  }
}

/** A state that can be read until it is disposed of; `read` does so, and names the state in what fails. */
export interface OpenSource extends Disposable {
  /** Its statements see the state as `source`. */
  readonly database: StateDatabase
  read<T>(work: () => T): T
  /** Throws a `StateError` where the state was written to meanwhile in a way that what was read may not fit together. */
  check(): void
}

/** Opens a state as it is at the first look, whatever its run does meanwhile. Throws as `withSource`. */
export function openSource(path: string): OpenSource {
  const database = openDatabase(':memory:')
  const { mtimeMs } = statSync(path)
  const isSnapshot = !isWhole(path)
  const read = <T>(work: () => T): T => naming(path, work)
  try {
    read(() => {
      attach(database, path)
      database.exec('BEGIN')
    })
  } catch (error) {
    database.close()
    throw error
  }
  return {
    database,
    read,
    check() {
      if (isSnapshot || statSync(path).mtimeMs === mtimeMs) return
      throw new StateError(`the state ${path} was written to while it was read: try again`)
    },
    [Symbol.dispose]: () => database.close(),
  }
}

function attach(database: StateDatabase, path: string): void {
  database.prepare(`ATTACH ? AS ${SOURCE}`).run(readOnlyUri(path))
  refuseOtherVersion(database, path)
}

/** What a database says of itself. */
export interface SourceIdentity {
  readonly isOurs: boolean
  /** Of the tables. */
  readonly version: number
  readonly isEmpty: boolean
}

/** Reads what the database at `path` is, without changing it. Throws a `StateError` where it cannot be read. */
export async function readIdentity(database: StateDatabase, path: string): Promise<SourceIdentity> {
  return naming(path, () => {
    database.prepare(`ATTACH ? AS ${SOURCE}`).run(readOnlyUri(path))
    const found = { ...identity(database), isEmpty: isEmpty(database) }
    database.exec(`DETACH ${SOURCE}`)
    return found
  })
}

function identity(database: StateDatabase): Omit<SourceIdentity, 'isEmpty'> {
  const pragma = (name: string): number => Number(database.prepare(`PRAGMA ${SOURCE}.${name}`).first()?.[0])
  return { isOurs: pragma('application_id') === APPLICATION_ID, version: pragma('user_version') }
}

function isEmpty(database: StateDatabase): boolean {
  return database.prepare(`SELECT count(*) FROM ${SOURCE}.sqlite_schema`).first()?.[0] === 0
}

function refuseOtherVersion(database: StateDatabase, path: string): void {
  const { isOurs, version } = identity(database)
  if (!isOurs) throw new InputError(`${path}: is not a state of textmill`)
  if (version === SCHEMA_VERSION) return
  throw new StateError(
    version > SCHEMA_VERSION
      ? `the state ${path} was written by a newer version of textmill: update`
      : `the state ${path} was written by an earlier version of textmill: start its run again, which brings it up to date`,
  )
}

/** Without a log the file is whole, and is read with no file made beside it. */
function readOnlyUri(path: string): string {
  return `${pathToFileURL(realPath(path)).href}?${isWhole(path) ? 'immutable=1' : 'mode=ro'}`
}

function isWhole(path: string): boolean {
  const log = logOf(path)
  return !existsSync(log) || statSync(log).size === 0
}

function naming<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw named(path, error)
  }
}

/** A failure of the database names the file it was opened as, which is not the one that is read here. */
function named(path: string, error: unknown): unknown {
  if (!(error instanceof StateError && error.cause !== undefined)) return error
  return new StateError(`the state ${path} cannot be read: ${errorMessage(error.cause)}`, {
    cause: error.cause,
  })
}

/** One easily names a run's output instead. */
function hint(path: string): string {
  const state = `${path}.state`
  return existsSync(state) ? `; did you mean ${state}?` : ''
}

const MAGIC = 'SQLite format 3\0'

function statsOf(path: string): Stats {
  try {
    return statSync(path)
  } catch (cause) {
    throw new InputError(`${path}: ${readFailure(cause)}`, { cause })
  }
}

export function startsAsDatabase(path: string): boolean {
  const file = opened(path)
  try {
    const bytes = Buffer.alloc(MAGIC.length)
    return readSync(file, bytes, 0, MAGIC.length, 0) === MAGIC.length && bytes.toString('latin1') === MAGIC
  } finally {
    closeSync(file)
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    throw new InputError(`${path}: cannot be read (${errorCode(cause)})`, { cause })
  }
}
