import Database from 'libsql'
import { errorMessage, OutputError } from '../../errors.ts'
import type { Corpus } from '../../types.ts'
import type { DocumentWriter, ResultDocument } from '../document.ts'
import type { ReplacedFile } from '../replacedFile.ts'
import { insertCorpus } from './sqliteCorpus.ts'
import { createSqliteRows, type SqliteRows } from './sqliteRows.ts'
import { CORPUS_TABLES, INSERT_RUN, SQLITE_INDEXES, SQLITE_TABLES } from './sqliteSchema.ts'

const MAX_TRANSACTION_CHARS = 1_048_576
/**
 * The file has no other reader and is thrown away if it does not come to its end: nothing needs to be taken back.
 * libsql would sort for an index in memory, however long the table is; and it would look every reference up, also of a page that
 * comes later.
 */
const PRAGMAS =
  'PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE;'

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
    wantsFigures: true,
    async begin() {
      const opened = attempt(() => openedDatabase(file.temporary))
      database = opened
      attempt(() => opened.prepare('PRAGMA journal_mode = OFF').all())
      execute(PRAGMAS)
      execute(SQLITE_TABLES + CORPUS_TABLES)
      rows = attempt(() => createSqliteRows(opened))
      execute('BEGIN')
    },
    add(row) {
      attempt(() => rows?.insert(row))
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
      const { corpus } = document
      if (corpus !== null && database !== undefined) await insertCorpus(database, corpus, attempt)
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

/** What the library says of a file that it cannot open tells nobody anything. */
function openedDatabase(path: string): Database.Database {
  try {
    return new Database(path)
  } catch (cause) {
    throw new Error(`${path} cannot be opened: is its folder there, and writable?`, { cause })
  }
}

/** What there is to say about all rows, as JSON by its name. */
function runEntries({ summary, run, corpus }: ResultDocument): [string, unknown][] {
  const found = corpus ? Object.entries(linkCounts(corpus)) : []
  return [['version', 1], ['summary', summary], ['run', run], ...found]
}

/** What of the corpus is no list: those have tables. */
function linkCounts({ links }: Corpus): Record<string, number> {
  return { edges: links.edges, orphans: links.orphans.length, brokenLinks: links.brokenCount }
}
