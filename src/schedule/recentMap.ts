/** A map that holds at most `size` entries, and at least half as many: those that were set last. */
export interface RecentMap<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  delete(key: string): void
}

/**
 * In two generations: when the younger one is full, the older is dropped. To take an entry out and put it back with
 * every change would make a `Map` build its table anew again and again.
 */
export function createRecentMap<Value>(size: number): RecentMap<Value> {
  let older = new Map<string, Value>()
  let younger = new Map<string, Value>()
  return {
    get: (key) => younger.get(key) ?? older.get(key),
    set(key, value) {
      if (younger.size >= size / 2 && !younger.has(key)) {
        older = younger
        younger = new Map()
      }
      younger.set(key, value)
    },
    delete(key) {
      younger.delete(key)
      older.delete(key)
    },
  }
}
