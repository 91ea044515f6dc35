/** Disjoint sets of numbers (union-find). A set is known by its least number. */
export interface Components {
  of(item: number): number
  /** Makes one set of two. `hundredths` is what joins them. */
  join(a: number, b: number, hundredths: number): void
  /** The least of what joined the set; 100 where nothing did. */
  leastHundredths(set: number): number
}

export function createComponents(length: number): Components {
  const parents = new Uint32Array(length)
  for (let item = 0; item < length; item++) parents[item] = item
  const least = new Uint8Array(length).fill(100)

  function rootOf(item: number): number {
    let at = item
    for (;;) {
      const parent = parents[at] ?? at
      if (parent === at) return at
      const above = parents[parent] ?? parent
      parents[at] = above
      at = above
    }
  }
  return {
    of: rootOf,
    join(a, b, hundredths) {
      const rootA = rootOf(a)
      const rootB = rootOf(b)
      const root = Math.min(rootA, rootB)
      least[root] = Math.min(least[rootA] ?? 100, least[rootB] ?? 100, hundredths)
      parents[Math.max(rootA, rootB)] = root
    },
    leastHundredths: (set) => least[set] ?? 100,
  }
}
