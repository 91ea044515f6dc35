import type { WordTable } from './wordTable.ts'

/** What was learnt about words, each known by the number that stands for it: see `wordHash`. */
export interface Weights {
  /** Words of the mark-up, and of the page's data and address, which have the same places in the next four. */
  readonly words: WordTable
  /** Above 0 it speaks for main text, below against it: where it stands on any element round a block. */
  readonly path: Float64Array
  /** Where it stands on the element that a block is in. */
  readonly own: Float64Array
  /** The same as `path` in pages whose main text is many small things. */
  readonly list: Float64Array
  /** How much it speaks for each of `pageKinds`, one after another; the words that do have the first places. */
  readonly kinds: Float64Array
  /** Words that short blocks begin with, which have the same places in `text`. */
  readonly textWords: WordTable
  readonly text: Float64Array
}
