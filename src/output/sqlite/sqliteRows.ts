import type Database from 'libsql'
import type { Row } from '../row.ts'
import { INSERT_PAGE, jsonText, pageValues, type SqlValue, storable } from './sqlitePages.ts'
import {
  INSERT_DISTINCTIVE,
  INSERT_FAILURE,
  INSERT_HEADINGS,
  INSERT_KEYWORDS,
  INSERT_LINKS,
  INSERT_NEAREST,
} from './sqliteSchema.ts'

/** Puts a row into every table that has something of it. */
export interface SqliteRows {
  insert(row: Row): void
}

export function createSqliteRows(database: Database.Database): SqliteRows {
  const [page, failure, links, headings, keywords, distinctive, nearest] = [
    INSERT_PAGE,
    INSERT_FAILURE,
    INSERT_LINKS,
    INSERT_HEADINGS,
    INSERT_KEYWORDS,
    INSERT_DISTINCTIVE,
    INSERT_NEAREST,
  ].map((sql) => database.prepare<SqlValue[]>(sql))
  const list = (statement: typeof page, members: readonly unknown[] | undefined, ...keys: number[]): void => {
    if (members !== undefined && members.length > 0) statement?.run(...keys, jsonText(members) ?? '[]')
  }
  return {
    insert({ figures, result }) {
      const row = result()
      page?.run(...pageValues(row, figures))
      if (row.status === 'failed') {
        const { stage, code, message, statusCode = null, attempts } = row.failure
        failure?.run(row.index, stage, code, storable(message), statusCode, attempts)
      }
      if (row.status !== 'ok') return
      const { analysis } = row
      list(links, analysis.links?.internal, row.index, 1)
      list(links, analysis.links?.external, row.index, 0)
      list(headings, analysis.headings, row.index)
      list(keywords, analysis.keywords, row.index)
      list(distinctive, figures?.keywords, row.index)
      list(nearest, figures?.nearest, row.index)
    },
  }
}
