/** Estimates of how often each hash was counted: never too low. */
export interface CountMin {
  /** Counts one more; the estimate after it. */
  add(low: number, high: number): number
  of(low: number, high: number): number
}

const depth = 4

/**
 * The Count-Min sketch (Cormode and Muthukrishnan, "An improved data stream summary", 2005) with four rows of `width`
 * counters of 32 bits, `width` a power of two. Updates are conservative (Estan and Varghese, 2002): only the lowest
 * counters of a hash grow, so that an estimate depends on the order of what is counted, and is closer. The place in
 * each row comes from two hashes (Kirsch and Mitzenmacher, 2006).
 */
export function createCountMin(width: number): CountMin {
  const counters = new Uint32Array(depth * width)
  const mask = width - 1
  const places = new Uint32Array(depth)

  const place = (low: number, high: number): number => {
    let least = 0xffffffff
    for (let row = 0; row < depth; row++) {
      const at = row * width + ((low + Math.imul(row, high | 1)) & mask)
      places[row] = at
      least = Math.min(least, counters[at] ?? 0)
    }
    return least
  }
  return {
    of: place,
    add(low, high) {
      const estimate = place(low, high) + 1
      for (const at of places) if ((counters[at] ?? 0) < estimate) counters[at] = estimate
      return estimate
    },
  }
}
