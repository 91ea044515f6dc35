import { collapsedText } from '../collapsedText.ts'
import {
  type ChildNode,
  type Element,
  firstIn,
  isElement,
  isText,
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
  for (const node of nodesBefore(element, maxNodes / 4)) {
    const text = textOf(node)
    if (text !== '') texts.push(text)
    if (texts.length === maxBefore) break
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

/** The nodes before this one in the order of the page, from the nearest. The tree knows no way back, so it is walked up to there, once. */
function nodesBefore(element: Element, limit: number): ChildNode[] {
  const root = rootOf(element)
  const recent: ChildNode[] = []
  let count = 0
  for (let node = root.first; node !== null && node !== element; count++) {
    recent[count % limit] = node
    node = firstIn(node) ?? nextWithin(node, root)
  }
  const nodes: ChildNode[] = []
  for (let at = count - 1; at >= 0 && nodes.length < limit; at--) nodes.push(recent[at % limit] as ChildNode)
  return nodes
}
