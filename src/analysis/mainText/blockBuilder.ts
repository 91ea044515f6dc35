import { collapsedText } from '../collapsedText.ts'
import { type Element, isElement, type Text } from '../markup/pageTree.ts'
import type { Block, Container } from './block.ts'

type OpenBlock = { -readonly [Key in keyof Block]: Block[Key] } & { readonly nodes: Text[] }

/** What a link to its own heading shows. */
const permalinks: ReadonlySet<string> = new Set(['¶', '#', '§', '🔗', '\u{f0c1}'])

/**
 * Puts the texts of a page together, block by block: runs of white space become one space, and no block begins or ends with
 * white space (but for what is preformatted).
 */
export class BlockBuilder {
  private readonly ended: Block[] = []
  private open: OpenBlock | null = null
  private container: Container | null = null
  private linkDepth = 0
  private preformattedDepth = 0
  private pendingBreaks = 0
  private isSpacePending = false
  private isApart = true
  private isConcealed = false
  private isLinkEnd = false

  add(node: Text): void {
    if (this.linkDepth > 0 && node.data.length <= 2 && permalinks.has(node.data)) return
    if (this.preformattedDepth > 0) this.addKept(node)
    else this.addCollapsed(node)
  }

  end(): void {
    const { open } = this
    if (open !== null) {
      if (open.isPreformatted) open.text = open.text.trimEnd()
      if (open.text !== '') this.ended.push(open)
      this.open = null
    }
    this.pendingBreaks = 0
    this.isSpacePending = false
  }

  /** What comes now stands in this element. */
  moveTo(to: Container | null): void {
    this.end()
    this.container = to
  }

  /** A blank line stands before the next block. */
  setApart(): void {
    this.isApart = true
  }

  /** What comes now is shown only after a click, or is not. Between blocks. */
  setConcealed(isConcealed: boolean): void {
    this.isConcealed = isConcealed
  }

  addBreak(): void {
    this.pendingBreaks = Math.min(2, this.pendingBreaks + 1)
  }

  addSpace(): void {
    this.isSpacePending = true
  }

  enterLink(): void {
    this.linkDepth++
    // Menus are rows of links set apart by their style alone; letters after a link belong to its word.
    if (this.isLinkEnd) this.isSpacePending = true
  }

  leaveLink(): void {
    this.linkDepth--
    this.isLinkEnd = true
  }

  preformatted(change: 1 | -1): void {
    this.preformattedDepth += change
  }

  position(): number {
    return this.ended.length
  }

  blocks(): readonly Block[] {
    this.end()
    return this.ended
  }

  private append(node: Text, text: string): void {
    const { open } = this
    if (open === null) this.begin(node, text)
    else {
      if (this.pendingBreaks > 0) open.text += (this.pendingBreaks === 1 ? '\n' : '\n\n') + text
      else open.text += this.isSpacePending ? ` ${text}` : text
      open.nodes.push(node)
      if (this.linkDepth > 0) open.linkChars += text.length
    }
    this.pendingBreaks = 0
    this.isSpacePending = false
    this.isLinkEnd = false
  }

  private begin(node: Text, text: string): void {
    const { container, isApart, isConcealed } = this
    const linkChars = this.linkDepth > 0 ? text.length : 0
    const isPreformatted = this.preformattedDepth > 0
    const lead = leadOf(node, container)
    this.open = { text, container, lead, nodes: [node], linkChars, isPreformatted, isApart, isConcealed }
    this.isApart = false
  }

  private addKept(node: Text): void {
    const text = this.open === null ? node.data.replace(/^\r?\n/, '') : node.data
    if (text !== '') this.append(node, text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)
  }

  private addCollapsed(node: Text): void {
    const text = node.data
    const trimmed = text.trim()
    if (trimmed === '') {
      this.isSpacePending ||= text !== ''
      return
    }
    if (text.length === trimmed.length) {
      this.append(node, collapsedText(trimmed))
      return
    }
    if (!text.startsWith(trimmed)) this.isSpacePending = true
    this.append(node, collapsedText(trimmed))
    this.isSpacePending = !text.endsWith(trimmed)
  }
}

function leadOf({ parent }: Text, container: Container | null): Element | null {
  return parent === null || parent === container?.element || !isElement(parent) ? null : parent
}
