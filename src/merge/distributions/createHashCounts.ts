/** Counts things by their 64-bit hash, without keeping the things. */
export interface HashCounts {
  /** Counts one more; the count after it, or 0 where there is no room for another hash. */
  add(low: number, high: number): number
  /** 0 for a hash that was never given room. */
  of(low: number, high: number): number
}

/** Longer searches do not happen by chance in a table that is half empty: they are somebody's wish to slow it down. */
const maxProbes = 64

/**
 * Room for `limit` hashes in one table (12 bytes a slot, twice as many slots, rounded up to a power of two) that takes
 * memory only as it fills. Open addressing with double hashing; each call looks at 64 slots at most.
 */
export function createHashCounts(limit: number): HashCounts {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(2 * limit, 2)))
  const mask = slots - 1
  const table = new Uint32Array(slots * 3)
  let used = 0

  /** Where the hash stands or may stand; -1 where neither was found. */
  const placeOf = (low: number, high: number): number => {
    let slot = low & mask
    const step = high | 1
    for (let probe = 0; probe < maxProbes; probe++) {
      const at = slot * 3
      if (table[at + 2] === 0 || (table[at] === low && table[at + 1] === high)) return at
      slot = (slot + step) & mask
    }
    return -1
  }
  return {
    add(low, high) {
      const at = placeOf(low, high)
      if (at === -1) return 0
      const count = (table[at + 2] ?? 0) + 1
      if (count === 1) {
        if (used >= limit) return 0
        used += 1
        table[at] = low
        table[at + 1] = high
      }
      table[at + 2] = count
      return count
    },
    of(low, high) {
      const at = placeOf(low, high)
      return at === -1 ? 0 : (table[at + 2] ?? 0)
    },
  }
}
