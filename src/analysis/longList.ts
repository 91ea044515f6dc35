/** The low bits of a place are the place in its part. */
const partBits = 14
const partLength = 2 ** partBits
const inPart = partLength - 1

/**
 * A list that grows part by part. An array that has no room left is copied to one half as large again, and both take room until then: of the
 * lists of a page with millions of elements that is a good part of what a thread has.
 */
export class LongList<Item> implements Iterable<Item> {
  length = 0
  private readonly parts: Item[][] = []
  private last: Item[] = []

  push(item: Item): void {
    if ((this.length & inPart) === 0) this.beginPart()
    this.last.push(item)
    this.length++
  }

  /** Of a place below the length. */
  at(place: number): Item {
    return (this.parts[place >> partBits] as Item[])[place & inPart] as Item
  }

  /** Forgets all that stand at a place or behind it. */
  cut(length: number): void {
    this.length = length
    this.parts.length = Math.ceil(length / partLength)
    this.last = this.parts.at(-1) ?? []
    if (this.parts.length > 0) this.last.length = length - (this.parts.length - 1) * partLength
  }

  private beginPart(): void {
    // A copy has no room for more than is in it.
    if (this.parts.length > 0) this.parts[this.parts.length - 1] = this.last.slice()
    this.last = []
    this.parts.push(this.last)
  }

  *[Symbol.iterator](): Generator<Item> {
    for (const part of this.parts) yield* part
  }
}
