import type { Element, Text } from '../markup/pageTree.ts'

/** An element that stands on lines of its own, with what is under it. Numbers are counted by `measuredPage`. */
export interface Container {
  readonly element: Element
  /** Null for the outermost ones. */
  readonly parent: Container | null
  readonly depth: number
  /** Its number in document order. */
  readonly order: number
  /** Containers directly in it. */
  children: number
  /** Which of its parent's containers it is. */
  readonly place: number
}

/** A run of text without a block boundary in it: a paragraph, a list item, a row, a heading, a cell of a layout. */
export interface Block {
  readonly text: string
  /** The block-level element it stands in, or null for text outside every element. */
  readonly container: Container | null
  /** The inline element its text begins in, if any. */
  readonly lead: Element | null
  readonly nodes: readonly Text[]
  /** Characters of its text that stand in links. */
  readonly linkChars: number
  /** White space is kept: code. */
  readonly isPreformatted: boolean
  /** A blank line stands before it, by the page's own mark-up. */
  readonly isApart: boolean
  /** It stands in an element that is not shown when the page opens. */
  readonly isConcealed: boolean
}

/** The text of a page, in document order. */
export interface PageContent {
  readonly blocks: readonly Block[]
  readonly containers: readonly Container[]
}
