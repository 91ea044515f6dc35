/** Counts things by their 64-bit hash, without keeping the things. */
export interface HashCounts {
  /** Counts one more; the count after it, or 0 where there is no room for another hash. */
  add(low: number, high: number): number
  /** 0 for a hash that was never given room. */
  of(low: number, high: number): number
}

/** Longer searches do not happen by chance in a table that is half empty: they are somebody's wish to slow it down. */
const maxProbes = 64

/** What is small stays near the processor. */
const leastSlots = 4096

/**
 * Room for `limit` hashes in one table (12 bytes a slot, twice as many slots, rounded up to a power of two) that grows
 * as it fills. Open addressing with double hashing; each call looks at 64 slots at most.
 */
export function createHashCounts(limit: number): HashCounts {
  let mostSlots = 2 ** Math.ceil(Math.log2(Math.max(2 * limit, 2)))
  let table = new Uint32Array(Math.min(leastSlots, mostSlots) * 3)
  let mask = table.length / 3 - 1
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
  const put = (at: number, low: number, high: number, count: number): void => {
    table[at] = low
    table[at + 1] = high
    table[at + 2] = count
  }
  /** Four times as large, so that it is seldom. Where one would not find a place, all stays as it is, and does so for good. */
  const grow = (): void => {
    const smaller = table
    const slots = Math.min((mask + 1) * 4, mostSlots)
    table = new Uint32Array(slots * 3)
    mask = slots - 1
    for (let from = 0; from < smaller.length; from += 3) {
      const count = smaller[from + 2] ?? 0
      if (count === 0) continue
      const low = smaller[from] ?? 0
      const high = smaller[from + 1] ?? 0
      const at = placeOf(low, high)
      if (at === -1) {
        table = smaller
        mask = smaller.length / 3 - 1
        mostSlots = mask + 1
        return
      }
      put(at, low, high, count)
    }
  }
  /** What was told once that there is no room for it must not find some later: its count would begin again. */
  const placeToAdd = (low: number, high: number): number => {
    if (2 * used > mask && mask + 1 < mostSlots) grow()
    for (;;) {
      const at = placeOf(low, high)
      if (at !== -1 || mask + 1 >= mostSlots) return at
      grow()
    }
  }
  return {
    add(low, high) {
      const at = placeToAdd(low, high)
      if (at === -1) return 0
      const count = (table[at + 2] ?? 0) + 1
      if (count === 1) {
        if (used >= limit) return 0
        used += 1
      }
      put(at, low, high, count)
      return count
    },
    of(low, high) {
      const at = placeOf(low, high)
      return at === -1 ? 0 : (table[at + 2] ?? 0)
    },
  }
}
