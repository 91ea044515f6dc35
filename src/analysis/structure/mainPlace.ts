import type { Element, ParentNode } from '../markup/pageTree.ts'
import type { PlacedElement } from './structureElements.ts'

/** Whether any text found between two positions of `PageBlocks` is main text, ends included. */
export type IsMain = (from: number, to: number) => boolean

/** Whether there is main text in an element that stands on lines of its own. */
export function holdsMainText({ from, to }: PlacedElement, isMain: IsMain): boolean {
  // The position after a block is that of the text behind it.
  return to > from && isMain(from, to - 1)
}

/**
 * Whether an element without text of its own, such as an image, stands in the main text: with main text before
 * and after it, or on one side of it when it is a part of the content by the page's own mark-up.
 */
export function standsInMainText({ element, from }: PlacedElement, isMain: IsMain): boolean {
  const isBefore = from > 0 && isMain(from - 1, from - 1)
  const isAfter = isMain(from, from)
  return isBefore && isAfter ? true : (isBefore || isAfter) && isContent(element)
}

const content: ReadonlySet<string> = new Set(['p', 'figure', 'article', 'main', 'blockquote'])
const surroundings: ReadonlySet<string> = new Set([
  'header',
  'footer',
  'nav',
  'aside',
  'form',
  'body',
  'html',
])
const maxAncestors = 12

/** Whether the nearest element round it that says so is made for content. */
export function isContent(element: Element): boolean {
  let ancestor: ParentNode | null = element.parent
  for (let step = 0; step < maxAncestors && ancestor !== null && 'name' in ancestor; step++) {
    if (content.has(ancestor.name)) return true
    if (surroundings.has(ancestor.name)) return false
    ancestor = ancestor.parent
  }
  return false
}
