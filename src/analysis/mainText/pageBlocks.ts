import type { DocumentKind } from '../documentKind.ts'
import { type ElementRole, isBlock, isConcealed, type Reading, readRole } from '../elementRole.ts'
import { IntColumn } from '../intColumn.ts'
import { LongList } from '../longList.ts'
import { type ChildNode, type Element, isElement, isText } from '../markup/pageTree.ts'
import type { TreeVisitor } from '../walkTree.ts'
import { outside, type PageContent } from './block.ts'
import { BlockBuilder } from './blockBuilder.ts'

const preformatted: ReadonlySet<string> = new Set(['pre', 'listing', 'xmp', 'plaintext'])

/**
 * Gathers the text of a page in blocks while its tree is walked, cut at the edges of block elements and buttons: no script, style,
 * template or noscript, and of what is hidden only blocks that may be shown by a click, which are marked. Linear in the page.
 */
export class PageBlocks implements TreeVisitor {
  private readonly kind: DocumentKind
  private readonly reading: Reading
  private readonly text = new BlockBuilder()
  private readonly containers = new LongList<Element>()
  private readonly parents = new IntColumn()
  private readonly roles: ElementRole[] = []
  private container = outside
  private hiddenDepth = 0
  /** The outermost element that conceals what comes now. */
  private concealing: Element | null = null

  constructor(kind: DocumentKind, reading: Reading) {
    this.kind = kind
    this.reading = reading
  }

  enter(node: ChildNode): boolean {
    if (isElement(node)) return this.enterElement(node)
    if (isText(node)) {
      if (this.hiddenDepth === 0) this.text.add(node)
      return false
    }
    if (node.type !== 'cdata') return false
    this.roles.push('inline')
    return true
  }

  leave(node: ChildNode): void {
    const role = this.roles.pop() ?? 'inline'
    if (role === 'hidden') this.hiddenDepth--
    else if (this.hiddenDepth === 0 && isElement(node)) this.leaveRead(node, role)
    if (node === this.concealing) this.setConcealing(null)
  }

  /** The number of the block that text found now would go to. */
  position(): number {
    return this.text.position()
  }

  content(): PageContent {
    return {
      blocks: this.text.blocks(),
      containers: { elements: this.containers, parents: this.parents.values() },
    }
  }

  private enterElement(element: Element): boolean {
    const role = readRole(element, this.kind, this.reading)
    if (role === 'unread') return false
    this.roles.push(role)
    if (role === 'hidden') this.hiddenDepth++
    else if (this.hiddenDepth === 0) this.enterRead(element, role)
    return true
  }

  private setConcealing(element: Element | null): void {
    this.concealing = element
    this.text.setConcealed(element !== null)
  }

  private enterRead(element: Element, role: ElementRole): void {
    if (role === 'inline') return
    if (this.concealing === null && isBlock(role) && this.kind !== 'xml' && isConcealed(element))
      this.setConcealing(element)
    if (role === 'link') this.text.enterLink()
    else if (role === 'break') this.text.addBreak()
    else if (isContainer(element, role)) this.enterContainer(element, role === 'paragraph')
    else this.text.addSpace()
  }

  private leaveRead(element: Element, role: ElementRole): void {
    if (role === 'inline' || role === 'break') return
    if (role === 'link') this.text.leaveLink()
    else if (isContainer(element, role)) this.leaveContainer(element, role === 'paragraph')
    else this.text.addSpace()
  }

  private enterContainer(element: Element, isParagraph: boolean): void {
    const { text } = this
    this.parents.push(this.container)
    this.container = this.containers.length
    this.containers.push(element)
    text.moveTo(this.container)
    if (isParagraph) text.setApart()
    if (isParagraph && preformatted.has(element.name)) text.preformatted(1)
  }

  private leaveContainer(element: Element, isParagraph: boolean): void {
    const { text } = this
    this.container = this.parents.at(this.container)
    text.moveTo(this.container)
    if (isParagraph) text.setApart()
    if (isParagraph && preformatted.has(element.name)) text.preformatted(-1)
  }
}

function isContainer({ name }: Element, role: ElementRole): boolean {
  return isBlock(role) || name === 'button'
}
