/** An item of a bag knows its place in it. */
export interface Placed {
  place: number
}

/**
 * A few items that come and go by the million, in no order. Not a `Set`: its tables are replaced over and over, each
 * refers to the next, and one that has grown old keeps all that followed it from being collected for a long while.
 */
export interface Bag<Item extends Placed> {
  readonly items: readonly Item[]
  add(item: Item): void
  /** Nothing happens when it is not there any more. */
  delete(item: Item): void
}

export const NOWHERE = -1

export function createBag<Item extends Placed>(): Bag<Item> {
  const items: Item[] = []
  return {
    items,
    add(item) {
      item.place = items.length
      items.push(item)
    },
    delete(item) {
      if (item.place === NOWHERE) return
      const last = items.pop()
      if (last !== undefined && last !== item) {
        items[item.place] = last
        last.place = item.place
      }
      item.place = NOWHERE
    },
  }
}
