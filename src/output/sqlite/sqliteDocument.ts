import Database from 'libsql'
import { errorMessage, OutputError } from '../../errors.ts'
import type { DocumentWriter, ResultDocument } from '../document.ts'
import type { ReplacedFile } from '../replacedFile.ts'
import { createSqliteRows, type SqliteRows } from './sqliteRows.ts'
import { INSERT_RUN, SQLITE_INDEXES, SQLITE_TABLES } from './sqliteSchema.ts'

const MAX_TRANSACTION_CHARS = 1_048_576
/**
 * The file has no other reader and is thrown away if it does not come to its end: nothing needs to be taken back.
 * libsql would sort for an index in memory, however long the table is.
 */
const PRAGMAS = 'PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE;'

/** Writes the rows into the tables of an SQLite database, some at a time. */
export function createSqliteDocument(path: string, file: ReplacedFile): DocumentWriter {
  let database: Database.Database | undefined
  let rows: SqliteRows | undefined
  let chars = 0

  const attempt = <T>(work: () => T): T => {
    try {
      return work()
    } catch (cause) {
      throw new OutputError(`cannot write ${path}: ${errorMessage(cause)}`, { cause })
    }
  }
  const execute = (sql: string): void => attempt(() => void database?.exec(sql))
  const close = (): void => {
    const open = database
    database = undefined
    rows = undefined
    if (open !== undefined) attempt(() => open.close())
  }
  return {
    async begin() {
      const opened = attempt(() => new Database(file.temporary))
      database = opened
      attempt(() => opened.prepare('PRAGMA journal_mode = OFF').all())
      execute(PRAGMAS)
      execute(SQLITE_TABLES)
      rows = attempt(() => createSqliteRows(opened))
      execute('BEGIN')
    },
    add(row) {
      attempt(() => rows?.insert(row.result()))
      chars += row.json.length
    },
    hasRoom: () => chars < MAX_TRANSACTION_CHARS,
    async flushed() {
      execute('COMMIT')
      execute('BEGIN')
      chars = 0
    },
    async end(document) {
      const insert = attempt(() => database?.prepare(INSERT_RUN))
      for (const [key, value] of runEntries(document)) attempt(() => insert?.run(key, JSON.stringify(value)))
      execute('COMMIT')
      for (const index of SQLITE_INDEXES) {
        await new Promise(setImmediate)
        execute(index)
      }
      close()
    },
    close() {
      try {
        close()
      } catch {
        // It was not finished: the file is thrown away, and why has been said.
      }
    },
  }
}

/** What there is to say about all rows, as JSON by its name. */
function runEntries({ summary, run, corpus }: ResultDocument): [string, unknown][] {
  const found = corpus ? Object.entries({ terms: corpus.terms, distributions: corpus.distributions }) : []
  return [['version', 1], ['summary', summary], ['run', run], ...found]
}
