/** A wall that is served in the place of the page: one clue gives it away, on a page with hardly a word of its own. */
export interface PageRule {
  readonly id: string
  readonly wall: string
  readonly clues: readonly Clue[]
  /** The title that must be there as well, in lower case. */
  readonly title?: string
  /** A page with more words than this is content, clue or not. */
  readonly maxWords: number
  /**
   * Some clues are on ordinary pages of the same site too. `bare`: there is nothing but scripts and frames, and all
   * of those that are named are of the wall. `idle`: there is nothing to fill in, and next to nothing to follow.
   */
  readonly only?: 'bare' | 'idle'
}

export interface Clue {
  readonly in: CluePlace
  /** A part of the text of the place; for an `element id` and an `element class` the whole of it. */
  readonly has: string
}

export type CluePlace =
  | 'inline script'
  | 'script source'
  | 'frame source'
  | 'style sheet'
  | 'form action'
  | 'refresh'
  | 'visible text'
  | 'element id'
  | 'element class'
