import type { DocumentKind } from '../documentKind.ts'
import { type ElementRole, elementRole, type Reading } from '../elementRole.ts'
import { type ChildNode, type Element, isElement, isText } from '../markup/pageTree.ts'
import type { TreeVisitor } from '../walkTree.ts'
import type { Container, PageContent } from './block.ts'
import { createBlockBuilder } from './blockBuilder.ts'

export interface PageBlocks extends TreeVisitor {
  /** The number of the block that text found now would go to. */
  position(): number
  content(): PageContent
}

const preformatted: ReadonlySet<string> = new Set(['pre', 'listing', 'xmp', 'plaintext'])

/**
 * Gathers the visible text of a page in blocks while its tree is walked, cut at the edges of block elements and
 * buttons: no script, style, template or noscript, and nothing hidden. Linear in the page.
 */
export function createPageBlocks(kind: DocumentKind, reading: Reading): PageBlocks {
  const text = createBlockBuilder()
  const containers: Container[] = []
  const roles: ElementRole[] = []
  let container: Container | null = null
  let hiddenDepth = 0

  function enterContainer(element: Element, isParagraph: boolean): void {
    const parent = container
    const place = parent === null ? 0 : parent.children++
    const depth = parent === null ? 0 : parent.depth + 1
    container = { element, parent, depth, order: containers.length, children: 0, place }
    containers.push(container)
    text.moveTo(container)
    if (isParagraph) text.setApart()
    if (isParagraph && preformatted.has(element.name)) text.preformatted(1)
  }

  function leaveContainer(element: Element, isParagraph: boolean): void {
    container = container?.parent ?? null
    text.moveTo(container)
    if (isParagraph) text.setApart()
    if (isParagraph && preformatted.has(element.name)) text.preformatted(-1)
  }

  function enterShown(element: Element, role: ElementRole): void {
    if (role === 'inline') return
    if (role === 'link') text.enterLink()
    else if (role === 'break') text.addBreak()
    else if (isContainer(element, role)) enterContainer(element, role === 'paragraph')
    else text.addSpace()
  }

  function leaveShown(element: Element, role: ElementRole): void {
    if (role === 'inline' || role === 'break') return
    if (role === 'link') text.leaveLink()
    else if (isContainer(element, role)) leaveContainer(element, role === 'paragraph')
    else text.addSpace()
  }

  function enterElement(element: Element): boolean {
    const role = elementRole(element, kind, reading)
    if (role === 'unread') return false
    roles.push(role)
    if (role === 'hidden') hiddenDepth++
    else if (hiddenDepth === 0) enterShown(element, role)
    return true
  }

  return {
    enter(node: ChildNode): boolean {
      if (isElement(node)) return enterElement(node)
      if (isText(node)) {
        if (hiddenDepth === 0) text.add(node)
        return false
      }
      if (node.type !== 'cdata') return false
      roles.push('inline')
      return true
    },
    leave(node: ChildNode): void {
      const role = roles.pop() ?? 'inline'
      if (role === 'hidden') hiddenDepth--
      else if (hiddenDepth === 0 && isElement(node)) leaveShown(node, role)
    },
    position: text.position,
    content: () => ({ blocks: text.blocks(), containers }),
  }
}

function isContainer({ name }: Element, role: ElementRole): boolean {
  return role === 'block' || role === 'paragraph' || name === 'button'
}
