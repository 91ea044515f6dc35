import type { AttemptRecord, StoredResult } from '../types.ts'
import type { StateDatabase } from './database.ts'
import { createFeatureTable } from './featureTable.ts'

/** What came of the pages, one result each. */
export interface Results {
  put(page: number, result: StoredResult, attempts: readonly AttemptRecord[]): void
  /** As `put`, for a page that was given up: its log is what its failed attempts have left. */
  putGivenUp(page: number, result: StoredResult): void
  /** Puts another result in the place of one that stands; the log of its attempts stays. */
  replace(page: number, result: StoredResult): void
}

const COLUMNS = ['status', 'status_code', 'failure_code', 'bytes', 'words', 'language', 'json'] as const

export function createResults(database: StateDatabase, runId: number, analysisKey: string): Results {
  const marks = COLUMNS.map(() => '?').join(', ')
  const insertResult = (attempts: string): string =>
    `INSERT OR REPLACE INTO results (page, run, analysis_key, ${COLUMNS.join(', ')}, attempts)
     VALUES (?, ?, ?, ${marks}, ${attempts})`
  const insert = database.prepare(insertResult('?'))
  const insertGivenUp = database.prepare(
    insertResult(`coalesce((SELECT attempts FROM failed_attempts WHERE page = ? AND run = ${runId}), '[]')`),
  )
  const update = database.prepare(
    `UPDATE results SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE page = ?`,
  )
  const features = createFeatureTable(database)
  return {
    put(page, r, attempts) {
      const { status, statusCode, failureCode, bytes, words, language, json } = r
      const log = JSON.stringify(attempts)
      insert.run(page, runId, analysisKey, status, statusCode, failureCode, bytes, words, language, json, log)
      if (r.features !== undefined) features.put(page, r.features)
      else if (status === 'ok') features.drop(page)
    },
    putGivenUp(page, r) {
      const { status, statusCode, failureCode, bytes, words, language, json } = r
      const columns = [status, statusCode, failureCode, bytes, words, language, json]
      insertGivenUp.run(page, runId, analysisKey, ...columns, page)
    },
    replace(page, { status, statusCode, failureCode, bytes, words, language, json }) {
      update.run(status, statusCode, failureCode, bytes, words, language, json, page)
    },
  }
}
