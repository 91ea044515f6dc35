import { collapsedText } from '../collapsedText.ts'
import {
  type ChildNode,
  type Element,
  firstIn,
  isElement,
  isText,
  lastIn,
  type ParentNode,
} from '../markup/pageTree.ts'
import { isRead, nextWithin } from './elementText.ts'

/** What is looked at around a title: pieces of text after it and before it, and nodes in all. */
const maxAfter = 40
const maxBefore = 12
const maxNodes = 400

/** Where most page headers end and their text begins. */
const longText = 400

/** The pieces of text around an element, each a line or less. */
export interface NearTexts {
  readonly after: readonly string[]
  /** From the nearest. */
  readonly before: readonly string[]
}

/** The pieces of text that stand closest to an element. */
export function textsNear(element: Element): NearTexts {
  return { after: textsAfter(element), before: textsBefore(element) }
}

function textsAfter(element: Element): string[] {
  const texts: string[] = []
  let long = 0
  const root = rootOf(element)
  let node = nextWithin(element, root)
  for (let nodes = 0; node !== null && nodes < maxNodes && texts.length < maxAfter; nodes++) {
    const text = textOf(node)
    if (text !== '') texts.push(text)
    if (text.length > longText && ++long > 2) break
    if (isElement(node) && node.name === 'h1') break
    const inner: ChildNode | null = isRead(node) ? firstIn(node) : null
    node = inner ?? nextWithin(node, root)
  }
  return texts
}

function textsBefore(element: Element): string[] {
  const texts: string[] = []
  let node = preceding(element)
  for (let nodes = 0; node !== null && nodes < maxNodes / 4 && texts.length < maxBefore; nodes++) {
    const text = textOf(node)
    if (text !== '') texts.push(text)
    node = preceding(node)
  }
  return texts
}

const textOf = (node: ChildNode): string =>
  isText(node) && !isUnread(node.parent) ? collapsedText(node.data).trim() : ''

const isUnread = (parent: ParentNode | null): boolean =>
  parent !== null && isElement(parent) && !isRead(parent)

function rootOf(element: Element): ParentNode {
  let root: ParentNode = element
  while (root.parent !== null) root = root.parent
  return root
}

/** The node before this one in the order of the page. */
function preceding(node: ChildNode): ChildNode | null {
  if (node.prev === null) return node.parent === null || node.parent.type === 'root' ? null : node.parent
  let last: ChildNode = node.prev
  for (let inner = lastIn(last); inner !== null; inner = lastIn(last)) last = inner
  return last
}
