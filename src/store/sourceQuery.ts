import type { SqlRow, SqlValue, StateDatabase } from './database.ts'
import { SOURCE } from './stateSource.ts'

/** Asks the state that is attached as `source`. */
export interface SourceQuery {
  /** The name of a table of it. */
  from(table: string): string
  rows(sql: string, ...values: SqlValue[]): SqlRow[]
  row(sql: string, ...values: SqlValue[]): SqlRow | undefined
}

export function createSourceQuery(database: StateDatabase): SourceQuery {
  const rows: SourceQuery['rows'] = (sql, ...values) => database.prepare(sql).all(...values)
  return {
    from: (table) => `${SOURCE}.${table}`,
    rows,
    row: (sql, ...values) => rows(sql, ...values)[0],
  }
}
