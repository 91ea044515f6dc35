import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { pathToFileURL } from 'node:url'
import { realPath } from '../config/realPath.ts'
import { errorCode, errorMessage, LockedError, StateError } from '../errors.ts'
import { openDatabase, type StateDatabase } from './database.ts'

/**
 * Takes the lock of a state: an exclusive lock of the kernel on `<state>.lock`, which a killed process gives back
 * by dying. Who holds it stands in the file as text, for messages only. Given back where no state stands beside it, the file goes.
 * Throws a `LockedError` naming the holder when another process has it, a `StateError` where no lock can be made.
 */
export function takeLock(statePath: string): Disposable {
  const path = `${statePath}.lock`
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const before = fileId(path)
    const database = openDatabase(path)
    const failure = before === undefined ? undefined : failureToHold(database)
    // One that its last holder has removed meanwhile would lock nobody out.
    const isSame = before !== undefined && before === fileId(path)
    if (isSame && failure === undefined) return { [Symbol.dispose]: () => release(database, statePath) }
    database.close()
    if (isBusy(failure)) throw new LockedError(`another run holds ${statePath}: ${holder(path)}`)
    if (isSame) throw refusal(path, failure)
  }
  throw new StateError(`cannot take the lock ${path}: no file stays there`)
}

/** Each but the first means that a holder has left, and removed the lock, in the moment since the last. */
const MOST_TURNS = 1000

/** What keeps a lock from being taken; undefined where it is taken. */
function failureToHold(database: StateDatabase): unknown {
  try {
    hold(database)
    return undefined
  } catch (error) {
    return error
  }
}

/** Tells a file from another that has taken its name. */
function fileId(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats && `${stats.dev} ${stats.ino}`
}

/** Who holds the lock of a state, or undefined. Takes no part in it: a run that starts meanwhile waits for a moment. */
export function lockHolder(statePath: string): string | undefined {
  const path = `${statePath}.lock`
  if (!existsSync(path)) return undefined
  const database = openDatabase(':memory:')
  try {
    database.prepare('ATTACH ? AS held').run(`${pathToFileURL(realPath(path)).href}?mode=ro`)
    database.prepare('SELECT id FROM held.holder').all()
    return undefined
  } catch (error) {
    return isBusy(error) ? holder(path) : undefined
  } finally {
    database.close()
  }
}

/** A failure of the database would call the lock a state. */
function refusal(path: string, failure: unknown): unknown {
  if (!(failure instanceof StateError)) return failure
  const { cause } = failure
  return new StateError(`cannot take the lock ${path}: ${errorMessage(cause)}`, { cause })
}

const isBusy = (error: unknown): boolean =>
  error instanceof StateError && errorCode(error.cause) === 'SQLITE_BUSY'

function release(database: StateDatabase, statePath: string): void {
  if (!statSync(statePath, { throwIfNoEntry: false })?.isFile()) removeHeld(database)
  database.exec('PRAGMA locking_mode = NORMAL')
  // The mode takes effect, and the lock goes, with the next access; closing alone may wait for a garbage collection.
  database.prepare('SELECT id FROM holder').all()
  database.close()
}

/** Some systems do not remove what is open: then it stays, and locks nobody out. */
function removeHeld(database: StateDatabase): void {
  // Else the journal would be removed when the lock is given back, and then it may be the next holder's.
  database.exec('PRAGMA journal_mode = MEMORY')
  try {
    for (const file of [`${database.path}-journal`, database.path]) rmSync(file, { force: true })
  } catch {}
}

function hold(database: StateDatabase): void {
  // Somebody may be looking whether it is taken.
  database.exec(`PRAGMA busy_timeout = ${LOOK_MS}`)
  // Keeps the lock from the first write on, across commits, until the connection is closed.
  database.exec('PRAGMA locking_mode = EXCLUSIVE')
  database.exec('BEGIN EXCLUSIVE')
  database.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY, text TEXT NOT NULL)')
  const text = `<holder>pid ${process.pid} on ${hostname()} since ${new Date().toISOString()}</holder>`
  // The same length every time: the row is written over its old place, and no older text stays in the file.
  database.prepare('INSERT OR REPLACE INTO holder VALUES (1, ?)').run(text.padEnd(TEXT_CHARS))
  database.exec('COMMIT')
}

const LOOK_MS = 40
const TEXT_CHARS = 400
const FILE_BYTES = 16_384

/** Read as bytes, since the lock keeps everyone out of the database itself. */
function holder(path: string): string {
  try {
    const text = readFileSync(path).subarray(0, FILE_BYTES).toString('utf8')
    return /<holder>(.*?)<\/holder>/.exec(text)?.[1] ?? 'a process that is just starting'
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    return 'a process that is just ending'
  }
}
