import type { SqlValue } from './database.ts'

/** Null for what is no text. */
export const textOrNull = (value: SqlValue | undefined): string | null =>
  typeof value === 'string' ? value : null
