import type { StateDatabase } from './database.ts'

/** Holds pages of the database in memory, the more of them the more addresses it has. */
export interface PageCache {
  /** To be told how many addresses are listed, before those that are new are added. */
  growFor(listed: number): void
}

/** Enough for what is written and read of a few thousand pages. */
const MIN_KIB = 4096
/** Enough for the inner half of the unique index over a million addresses; a cache of 2 MB reads it again and again. */
const MAX_KIB = 16_384
const ADDRESSES_PER_KIB = 4

/** Memory: 4 to 16 MB, in powers of two. */
export function createPageCache(database: StateDatabase): PageCache {
  const known = Number(database.prepare('SELECT max(id) FROM pages').first()?.[0] ?? 0)
  let sizeKib = 0
  const growFor = (listed: number): void => {
    const wantedKib = Math.min(MAX_KIB, Math.max(MIN_KIB, (known + listed) / ADDRESSES_PER_KIB))
    if (wantedKib <= sizeKib) return
    sizeKib = 2 ** Math.ceil(Math.log2(wantedKib))
    database.exec(`PRAGMA cache_size = -${sizeKib}`)
  }
  growFor(0)
  return { growFor }
}
