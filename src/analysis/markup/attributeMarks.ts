import type { Element } from './pageTree.ts'

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

/** Whether an element has one of the attributes whose bits are given. Most have none of those that are asked of every element. */
export function hasAny({ marks: own }: Element, marks: number): boolean {
  return (own & marks) !== 0
}
