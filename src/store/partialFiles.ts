import type { StateDatabase } from './database.ts'

/** Files an interrupted start of this run has written: the run itself may replace them. */
export interface PartialFiles {
  has(path: string): boolean
  add(path: string): void
}

export function createPartialFiles(database: StateDatabase): PartialFiles {
  const select = database.prepare('SELECT 1 FROM partial_files WHERE path = ?')
  const insert = database.prepare('INSERT OR IGNORE INTO partial_files VALUES (?)')
  return {
    has: (path) => select.first(path) !== undefined,
    add: (path) => void insert.run(path),
  }
}
