import type { AttemptRecord, PageChange, StoredResult, Validators } from '../types.ts'
import type { SqlValue, StateDatabase } from './database.ts'
import { createFeatureTable } from './featureTable.ts'
import { type Base, pageChange } from './pageChange.ts'
import type { Run } from './runs.ts'

/** What came of the pages, one result each. */
export interface Results {
  /** Returns how it compares with the last closed run. */
  put(page: number, result: StoredResult, attempts: readonly AttemptRecord[]): PageChange | null
  /** As `put`, for a page that was given up: its log is what its failed attempts have left. */
  putGivenUp(page: number, result: StoredResult): void
  /** Puts a failure in the place of a result that stands; the log of its attempts stays. */
  replace(page: number, result: StoredResult): void
  /** Takes the result of an earlier run over, which was found to hold. Returns how it compares with the last closed run. */
  keep(page: number, validators: Validators, attempts: readonly AttemptRecord[]): PageChange
  /** As `keep`, for a page that nobody asked for. */
  keepUnasked(page: number): PageChange
}

const COLUMNS = [
  'status',
  'status_code',
  'failure_code',
  'bytes',
  'words',
  'language',
  'change',
  'fetched_at',
  'etag',
  'last_modified',
  'final_url',
  'answer_hash',
  'body_hash',
  'text_hash',
] as const

const BASE_COLUMNS = ['base_body_hash', 'base_text_hash'] as const

const TRACE = `json_extract(attempts, '$[#-1].analysis')`

/** The new log of a page whose analysis holds, with the trace of that analysis. */
const WITH_TRACE = `iif(${TRACE} IS NULL, ?, json_set(?, '$[#-1].analysis', ${TRACE}))`

export function createResults(database: StateDatabase, run: Run, analysisKey: string): Results {
  const own = COLUMNS.map(() => '?').join(', ')
  const insertResult = (attempts: string): string =>
    `INSERT OR REPLACE INTO results (page, run, analysis_key, ${COLUMNS.join(', ')}, ${BASE_COLUMNS.join(', ')}, attempts)
     VALUES (?, ?, ?, ${own}, ?, ?, ${attempts})`
  const insert = database.prepare(insertResult('?'))
  const insertGivenUp = database.prepare(
    insertResult(`coalesce((SELECT attempts FROM failed_attempts WHERE page = ? AND run = ${run.id}), '[]')`),
  )
  const update = database.prepare(
    `UPDATE results SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE page = ?`,
  )
  const take = `run = ${run.id}, change = ?, base_body_hash = ?, base_text_hash = ?`
  const updateKept = database.prepare(
    `UPDATE results SET ${take}, etag = ?, last_modified = ?, fetched_at = ?, attempts = ${WITH_TRACE} WHERE page = ?`,
  )
  const updateUnasked = database.prepare(`UPDATE results SET ${take}, attempts = '[]' WHERE page = ?`)
  const selectEarlier = database.prepare(
    'SELECT run, status, body_hash, text_hash, base_body_hash, base_text_hash FROM results WHERE page = ?',
  )
  const insertRow = database.prepare(
    'INSERT OR REPLACE INTO result_rows (page, json) VALUES (?, CAST(? AS TEXT))',
  )
  const features = createFeatureTable(database)

  /** What the last closed run had of the page: in a result of that run, or passed on with one of this run. */
  const baseOf = (page: number): Base | undefined => {
    if (run.previous === undefined) return undefined
    const [earlier, status, bodyHash, textHash, ...passedOn] = selectEarlier.first(page) ?? []
    if (earlier === run.id) return baseIn(passedOn)
    return earlier === run.previous && status === 'ok' ? baseIn([bodyHash, textHash]) : undefined
  }
  const keptColumns = (base: Base | undefined): [PageChange, ...SqlValue[]] => [
    base === undefined ? 'new' : 'unchanged',
    ...baseColumns(base),
  ]
  return {
    put(page, result, attempts) {
      const base = baseOf(page)
      const change = pageChange(result, base)
      const log = JSON.stringify(attempts)
      insert.run(page, run.id, analysisKey, ...columns(result, change), ...baseColumns(base), log)
      insertRow.run(page, result.json)
      if (result.features !== undefined) features.put(page, result.features)
      else if (result.status === 'ok') features.drop(page)
      return change
    },
    putGivenUp(page, result) {
      const base = baseColumns(baseOf(page))
      insertGivenUp.run(page, run.id, analysisKey, ...columns(result, null), ...base, page)
      insertRow.run(page, result.json)
    },
    replace(page, result) {
      update.run(...columns(result, null), page)
      insertRow.run(page, result.json)
    },
    keep(page, { etag, lastModified }, attempts) {
      const kept = keptColumns(baseOf(page))
      const log = JSON.stringify(attempts)
      updateKept.run(...kept, etag, lastModified, Date.now(), log, log, page)
      return kept[0]
    },
    keepUnasked(page) {
      const kept = keptColumns(baseOf(page))
      updateUnasked.run(...kept, page)
      return kept[0]
    },
  }
}

function columns(result: StoredResult, change: PageChange | null): SqlValue[] {
  const { status, statusCode, failureCode, bytes, words, language, identity } = result
  return [
    status,
    statusCode,
    failureCode,
    bytes,
    words,
    language,
    change,
    Date.now(),
    identity?.etag ?? null,
    identity?.lastModified ?? null,
    identity?.finalUrl ?? null,
    identity?.answerHash ?? null,
    identity?.bodyHash ?? null,
    identity?.textHash ?? null,
  ]
}

function baseIn([bodyHash, textHash]: readonly (SqlValue | undefined)[]): Base | undefined {
  return typeof bodyHash === 'string' ? { bodyHash, textHash: String(textHash) } : undefined
}

const baseColumns = (base: Base | undefined): SqlValue[] => [base?.bodyHash ?? null, base?.textHash ?? null]
