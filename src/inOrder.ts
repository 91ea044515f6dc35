/**
 * What `make` makes of each item, in the order of the items, at most `width` of them in the making. Those are abandoned, not
 * awaited, when the reader leaves or one of them rejects.
 */
export async function* inOrder<Item, Made>(
  items: readonly Item[],
  width: number,
  make: (item: Item) => Promise<Made>,
): AsyncGenerator<Made> {
  const making: Promise<Made>[] = []
  for (const item of items) {
    const made = make(item)
    // Whoever awaits it hears of a failure; when nobody does any more, it is of no interest.
    made.catch(() => {})
    making.push(made)
    if (making.length < width) continue
    const first = making.shift()
    if (first !== undefined) yield first
  }
  yield* making
}
