import type { Element } from 'domhandler'

/** A bit for each attribute that is asked of every element of a page. */
export const attributeMarks = {
  class: 0x01,
  id: 0x02,
  'aria-label': 0x04,
  role: 0x08,
  itemprop: 0x10,
  itemtype: 0x20,
  'aria-hidden': 0x40,
  style: 0x80,
  hidden: 0x100,
  itemscope: 0x200,
  rel: 0x400,
} as const

/** An element whose reader has noted which attributes it has. */
interface MarkedElement extends Element {
  marks?: number
}

/** Notes which of `attributeMarks` an element has. */
export function setMarks(element: Element, marks: number): void {
  const marked: MarkedElement = element
  marked.marks = marks
}

/**
 * Whether an element may have one of the attributes whose bits are given; never false where it has. Most elements have none of
 * those that are asked for, and to look each up by its name takes many times as long.
 */
export function mayHave(element: Element, marks: number): boolean {
  const { marks: own }: MarkedElement = element
  return own === undefined || (own & marks) !== 0
}
