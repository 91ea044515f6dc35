import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { errorCode, errorMessage, OutputError, StateError } from '../errors.ts'

export type SqlValue = string | number | Uint8Array | null

/** A prepared statement. Nothing of it is open when it has returned: a cursor would hold up the next commit. */
export interface Statement {
  run(...values: SqlValue[]): void
  /** As `run`. Returns the number of the row that it has added. */
  insert(...values: SqlValue[]): number
  all(...values: SqlValue[]): SqlRow[]
  first(...values: SqlValue[]): SqlRow | undefined
}
export type SqlRow = readonly SqlValue[]

/**
 * One open SQLite file. Its failures come out as `StateError`, a full disk as `OutputError`. Once it is found to be damaged nothing is done
 * with it any more: everything throws what was found.
 */
export interface StateDatabase {
  readonly path: string
  readonly isDamaged: boolean
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}

/** Opens the file, making it where there is none. */
export function openDatabase(path: string): StateDatabase {
  let damage: Error | undefined
  const explained = <T>(work: () => T): T => {
    try {
      return work()
    } catch (cause) {
      const error = databaseError(path, cause)
      if (isUnreadable(error)) damage = error
      throw error
    }
  }
  const attempt = <T>(work: () => T): T => {
    if (damage !== undefined) throw damage
    return explained(work)
  }
  const database = opened(path)
  return {
    path,
    get isDamaged() {
      return damage !== undefined
    },
    exec: (sql) => attempt(() => void database.exec(sql)),
    prepare(sql) {
      const statement = attempt(() => database.prepare<[SqlValue[]]>(sql))
      const rows = attempt(() => (statement.reader ? statement.raw(true) : statement))
      const first = (values: SqlValue[]) => attempt(() => rows.get(values) as SqlRow | undefined)
      // The values as the one array they are: libsql makes one of separate ones, flattened, which takes as long as a small statement.
      return {
        // What libsql's own `run` returns takes as long again, and few look at it.
        run: (...values) => void first(values),
        insert: (...values) => Number(attempt(() => statement.run(values)).lastInsertRowid),
        all: (...values) => attempt(() => rows.all(values) as SqlRow[]),
        first: (...values) => first(values),
      }
    },
    close: () => explained(() => database.close()),
  }
}

/** libsql gives this one failure neither class nor code. */
function opened(path: string): Database.Database {
  try {
    // SQLite takes `none/../state` for `state`, also where the system finds no such folder.
    statSync(dirname(path))
    return new Database(path)
  } catch (cause) {
    throw new StateError(`cannot open the state ${path}: is its folder there, and writable?`, { cause })
  }
}

/** Codes of SQLite that say "this file is no database of ours", rather than "not now". */
const UNREADABLE = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT'])

/** Whether a state file cannot be understood, so that it is to be set aside. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof StateError && UNREADABLE.has(errorCode(error.cause) ?? '')
}

function databaseError(path: string, cause: unknown): Error {
  const code = errorCode(cause) ?? ''
  if (!code.startsWith('SQLITE_')) return cause instanceof Error ? cause : new Error(String(cause))
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) {
    return new OutputError(`cannot write the state ${path}: ${errorMessage(cause)}`, { cause })
  }
  return new StateError(`cannot use the state ${path}: ${errorMessage(cause)}`, { cause })
}
