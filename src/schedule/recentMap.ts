/** A map that holds at most `size` entries: those that were set last. */
export interface RecentMap<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  delete(key: string): void
}

export function createRecentMap<Value>(size: number): RecentMap<Value> {
  // A Map goes through its keys in the order in which they were added: the first was set longest ago.
  const entries = new Map<string, Value>()
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      const [oldest] = entries.size > size ? entries.keys() : []
      if (oldest !== undefined) entries.delete(oldest)
    },
    delete(key) {
      entries.delete(key)
    },
  }
}
