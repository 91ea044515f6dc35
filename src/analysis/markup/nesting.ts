import type { DocumentKind } from '../documentKind.ts'
import type { ElementName } from './elementName.ts'
import { noAttributes } from './pageTree.ts'
import type { MarkupSink, StartTag } from './scanMarkup.ts'
import type { TreeBuilder } from './treeBuilder.ts'

/** Looking for the element that an end tag ends makes deep nesting quadratic, so past this depth a fresh one reads on. */
const maxOpen = 1024
/** Likewise for foreign elements that close themselves (`<svg/>`), which are never counted as closed. */
const maxOpenForeign = 4096

/**
 * Makes a tree of what is found in a markup: which elements end where their end tags are missing and which tags close
 * themselves, by the rules of htmlparser2's parser. Asks to stop where too many elements are open.
 */
export class Nesting implements MarkupSink {
  private readonly tree: TreeBuilder
  private readonly isXml: boolean
  private readonly maySelfClose: boolean
  /** The open elements, the innermost one last. */
  private readonly open: ElementName[] = []
  private readonly isForeign: boolean[]
  private depth = 0
  private openForeign = 0

  constructor(kind: DocumentKind, tree: TreeBuilder) {
    this.tree = tree
    this.isXml = kind === 'xml'
    this.maySelfClose = kind !== 'html'
    this.isForeign = [this.isXml]
  }

  text(data: string): void {
    this.tree.text(data)
  }

  comment(data: string): void {
    this.tree.comment(data)
  }

  cdata(data: string): void {
    this.tree.cdata(data)
  }

  instruction(mark: '!' | '?', content: string): void {
    this.tree.directive(mark + content)
  }

  startTag(element: ElementName, tag: StartTag): boolean {
    const { open } = this
    this.openElement(element, tag)
    const isTooDeep = this.depth >= maxOpen || this.openForeign >= maxOpenForeign
    if (element.nesting?.isVoid) this.closeElement(element, true)
    if (tag.closesItself() && (this.maySelfClose || this.isForeign.at(-1)) && open.at(-1) === element) {
      open.pop()
      this.closeElement(element, true)
    }
    return isTooDeep && element.rawText === null
  }

  endTag(element: ElementName): void {
    const { nesting, name } = element
    if (nesting?.content) this.isForeign.pop()
    if (nesting?.isVoid) {
      if (name === 'br') this.addEmpty(element)
      return
    }
    const place = this.open.lastIndexOf(element)
    if (place !== -1) this.closeTo(place)
    else if (name === 'p' && !this.isXml) this.addEmpty(element)
  }

  private closeElement(element: ElementName, isImplied: boolean): void {
    this.depth--
    if (!isImplied && element.nesting?.content) this.openForeign--
    this.tree.close()
  }

  private closeTo(length: number): void {
    const { open } = this
    while (open.length > length) this.closeElement(open.pop() as ElementName, open.length > length)
  }

  private openElement(element: ElementName, tag: StartTag | null): void {
    const { nesting } = element
    if (nesting === undefined) this.open.push(element)
    else this.openSpecial(element, nesting)
    this.tree.open(element, tag?.attributes() ?? noAttributes, tag?.marks() ?? 0)
    this.depth++
  }

  private openSpecial(
    element: ElementName,
    { ends, isVoid, content }: NonNullable<ElementName['nesting']>,
  ): void {
    const { open } = this
    if (ends !== null) {
      let last = open.at(-1)
      while (last !== undefined && ends.has(last.name)) {
        open.pop()
        this.closeElement(last, true)
        last = open.at(-1)
      }
    }
    if (!isVoid) open.push(element)
    if (content !== null) {
      this.isForeign.push(content === 'foreign')
      this.openForeign++
    }
  }

  /** An end tag without a start that is an element none the less: `</p>` and `</br>`. */
  private addEmpty(element: ElementName): void {
    this.openElement(element, null)
    if (element.nesting?.isVoid) this.closeElement(element, true)
    else if (this.open.at(-1) === element) this.closeTo(this.open.length - 1)
  }
}
