/** First in, first out. */
export interface Queue<Item> {
  first(): Item | undefined
  push(item: Item): void
  shift(): void
}

const MANY = 1024

/** An array whose front is cut off now and then: to take one item from it would move all the others. */
export function createQueue<Item>(): Queue<Item> {
  let items: Item[] = []
  let start = 0
  return {
    first: () => items[start],
    push: (item) => void items.push(item),
    shift() {
      start += 1
      if (start < MANY && start < items.length) return
      items = items.slice(start)
      start = 0
    },
  }
}
