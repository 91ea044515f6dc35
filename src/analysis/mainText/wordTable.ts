/** Places of words, by the numbers that stand for them, in arrays that can be kept as bytes. */
export interface WordTable {
  /** The number of the word at each place. */
  readonly words: Int32Array
  /** A power of two of them, from the last bits of a number on: a place and 1, or 0 where the search ends. */
  readonly slots: Uint16Array
}

/** Slots for a word: the fewer, the longer the search for a word that is not there. */
const sparsity = 2

/** A table of distinct words, at most 65,535. */
export function createWordTable(numbers: Iterable<number>): WordTable {
  const words = Int32Array.from(numbers)
  const slots = new Uint16Array(2 ** Math.ceil(Math.log2(sparsity * words.length + 1)))
  for (const [place, word] of words.entries()) {
    let slot = word & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = place + 1
  }
  return { words, slots }
}

/** The place of a word; -1 for one that is not in the table. */
export function placeOf({ words, slots }: WordTable, word: number): number {
  const last = slots.length - 1
  for (let slot = word & last; ; slot = (slot + 1) & last) {
    const place = (slots[slot] as number) - 1
    if (place < 0 || words[place] === word) return place
  }
}
