/** The best of many, in order, while no more than twice as many are held. */
export interface Best<Item> {
  add(item: Item): void
  items(): Item[]
}

export function createBest<Item>(limit: number, compare: (a: Item, b: Item) => number): Best<Item> {
  let held: Item[] = []
  const cut = (): void => {
    held = held.sort(compare).slice(0, limit)
  }
  return {
    add(item) {
      held.push(item)
      if (held.length >= limit * 2) cut()
    },
    items() {
      cut()
      return held.slice()
    },
  }
}
