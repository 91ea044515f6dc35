import type { FailureCode, PageChange, RowFacts, StoredRow } from '../types.ts'
import type { SqlRow, StateDatabase, Statement } from './database.ts'
import { listedEntry } from './listedEntry.ts'
import { LISTED_ENTRY } from './schema.ts'

/** The rows of this start's list in input order, read as they are asked for. */
export interface Rows {
  /** What the summary counts: small columns only, the analyses are not touched. */
  facts(): Generator<RowFacts[]>
  rows(): Generator<StoredRow[]>
}

const FACTS_PER_READ = 128
/** Rows are large: reading more of them at once would hold up everything else. */
const ROWS_PER_READ = 8

export function createRows(database: StateDatabase, runId: number, analysisKey: string): Rows {
  const joined = `FROM entries e LEFT JOIN queue q ON q.page = e.page LEFT JOIN pages p ON p.id = e.page
    LEFT JOIN results r ON r.page = e.page AND r.run = ${runId} AND r.analysis_key = '${analysisKey}'`
  const after = 'WHERE e.idx > ? ORDER BY e.idx LIMIT ?'
  const selectFacts = database.prepare(
    `SELECT e.idx, e.page, e.invalid, q.first_idx, h.name, r.status, r.status_code, r.failure_code, r.bytes, r.words, r.language, r.change
     ${joined} LEFT JOIN hosts h ON h.id = e.host ${after}`,
  )
  // A duplicate's row says where its result is; reading the result for it would be for nothing.
  const selectRows = database.prepare(
    `SELECT ${LISTED_ENTRY}, e.page, e.invalid, q.first_idx,
     j.json, r.change ${joined} LEFT JOIN result_rows j ON j.page = r.page AND q.first_idx = e.idx ${after}`,
  )
  return {
    facts: () => mapped(selectFacts, FACTS_PER_READ, rowFacts),
    rows: () => mapped(selectRows, ROWS_PER_READ, storedRow),
  }
}

function* mapped<T>(select: Statement, limit: number, map: (row: SqlRow) => T): Generator<T[]> {
  let last = -1
  for (;;) {
    const rows = select.all(last, limit)
    if (rows.length === 0) return
    yield rows.map(map)
    last = Number(rows.at(-1)?.[0])
  }
}

function rowFacts([
  index,
  page,
  invalid,
  first,
  host,
  status,
  statusCode,
  failureCode,
  bytes,
  words,
  language,
  change,
]: SqlRow): RowFacts {
  if (page === null) return { kind: invalid === null ? 'excluded' : 'invalid' }
  if (first !== index) return { kind: 'duplicate' }
  if (status === null) return { kind: 'unfinished' }
  return {
    kind: 'result',
    host: String(host),
    status: status as 'ok' | 'failed' | 'skipped',
    change: change as PageChange | null,
    statusCode: statusCode as number | null,
    failureCode: failureCode as FailureCode | null,
    bytes: Number(bytes),
    words: Number(words),
    language: language as string | null,
  }
}

function storedRow(columns: SqlRow): StoredRow {
  const row = listedEntry(columns)
  const [page, invalid, first, json, change] = columns.slice(3)
  if (page === null && invalid === null) return { kind: 'excluded', ...row }
  if (page === null) return { kind: 'invalid', message: String(invalid), ...row }
  if (first !== row.index) return { kind: 'duplicate', of: Number(first), ...row }
  if (typeof json !== 'string') return { kind: 'unfinished', ...row }
  return { kind: 'result', json, change: change as PageChange | null, ...row }
}
