import type { StoredFeatures } from '../types.ts'
import type { StateDatabase } from './database.ts'

/** What the merge compares pages by, beside their results. */
export interface FeatureTable {
  put(page: number, features: StoredFeatures): void
  /** Forgets what an earlier result left. */
  drop(page: number): void
}

export function createFeatureTable(database: StateDatabase): FeatureTable {
  const insert = database.prepare('INSERT OR REPLACE INTO features VALUES (?, ?, ?, ?, ?, ?)')
  const remove = database.prepare('DELETE FROM features WHERE page = ?')
  return {
    drop: (page) => void remove.run(page),
    put(page, { facts, terms, bands, paragraphs, links }) {
      insert.run(page, facts, terms, bands, paragraphs, links)
    },
  }
}
