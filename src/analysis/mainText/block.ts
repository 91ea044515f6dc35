import type { LongList } from '../longList.ts'
import { type Element, isElement, type Text } from '../markup/pageTree.ts'

/**
 * The elements that stand on lines of their own, in document order. What is told of each stands in a column, at its number: a page
 * can have millions.
 */
export interface Containers {
  readonly elements: LongList<Element>
  /** The container that each is in, whose number is lower than its own, or `outside`. */
  readonly parents: Int32Array
}

/** The number of what is in no container. */
export const outside = -1

/**
 * Runs of text without a block boundary in them (a paragraph, a list item, a row, a heading, a cell of a layout), in document
 * order, by columns as well.
 */
export interface Blocks {
  readonly texts: LongList<string>
  /** The container each stands in, or `outside`. */
  readonly containers: Int32Array
  /** Where the nodes of each begin in `nodes`. */
  readonly firstNodes: Int32Array
  /** The text nodes of all blocks. */
  readonly nodes: LongList<Text>
  /** Characters of each that stand in links. */
  readonly linkChars: Int32Array
  /** Bits of `blockMarks`. */
  readonly marks: Int32Array
}

export const blockMarks = {
  /** A blank line stands before it, by the page's own mark-up. */
  apart: 1,
  /** It stands in an element that is not shown when the page opens. */
  concealed: 2,
} as const

/** The text of a page. */
export interface PageContent {
  readonly blocks: Blocks
  readonly containers: Containers
}

export function isApart({ marks }: Blocks, index: number): boolean {
  return ((marks[index] as number) & blockMarks.apart) !== 0
}

export function isConcealedBlock({ marks }: Blocks, index: number): boolean {
  return ((marks[index] as number) & blockMarks.concealed) !== 0
}

/** The element that a block stands in; undefined for what is in no container. */
export function elementOfBlock({ blocks, containers }: PageContent, index: number): Element | undefined {
  const container = blocks.containers[index] as number
  return container === outside ? undefined : containers.elements.at(container)
}

/** The inline element that the text of a block begins in, if any. */
export function leadOf(content: PageContent, index: number): Element | null {
  const { firstNodes, nodes } = content.blocks
  const { parent } = nodes.at(firstNodes[index] as number)
  return parent === null || !isElement(parent) || parent === elementOfBlock(content, index) ? null : parent
}
