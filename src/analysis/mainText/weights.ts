/** What was learnt about a word of the mark-up: above 0 it speaks for main text, below against it. */
export interface WordWeight {
  /** Where it stands on any element round a block. */
  path: number
  /** Where it stands on the element that a block is in. */
  own: number
  /** The same as `path` in pages whose main text is many small things. */
  list: number
  /** How much it speaks for each of `pageKinds`, where it does. */
  kinds: readonly number[] | null
}

/** By the number that stands for the word: see `wordHash`. */
export interface Weights {
  /** Words of the mark-up, and of the page's data and address. */
  readonly words: ReadonlyMap<number, WordWeight>
  /** Words that short blocks begin with. */
  readonly text: ReadonlyMap<number, number>
}
