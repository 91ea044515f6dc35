import { collapsedText } from '../collapsedText.ts'
import { IntColumn } from '../intColumn.ts'
import { LongList } from '../longList.ts'
import type { Text } from '../markup/pageTree.ts'
import { type Blocks, blockMarks, outside } from './block.ts'

const fewNodes = 100
const maxPieces = 1000

/** What a link to its own heading shows. */
const permalinks: ReadonlySet<string> = new Set(['¶', '#', '§', '🔗', '\u{f0c1}'])

/**
 * Puts the texts of a page together, block by block: runs of white space become one space, and no block begins or ends with
 * white space (but for what is preformatted).
 */
export class BlockBuilder {
  private readonly texts = new LongList<string>()
  private readonly containers = new IntColumn()
  private readonly firstNodes = new IntColumn()
  private readonly nodes = new LongList<Text>()
  private readonly linkChars = new IntColumn()
  private readonly marks = new IntColumn()
  /** The block that is being put together; none is empty. */
  private open = ''
  /** What comes behind that, where there is much. */
  private pieces: string[] = []
  private openFrom = 0
  private openLinkChars = 0
  private openMarks = 0
  private isOpenPreformatted = false
  private container = outside
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
    if (this.open !== '') this.endBlock()
    this.pendingBreaks = 0
    this.isSpacePending = false
  }

  /** What comes now stands in this container. */
  moveTo(to: number): void {
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
    return this.texts.length
  }

  blocks(): Blocks {
    this.end()
    const { texts, nodes } = this
    return {
      texts,
      containers: this.containers.values(),
      firstNodes: this.firstNodes.values(),
      nodes,
      linkChars: this.linkChars.values(),
      marks: this.marks.values(),
    }
  }

  private endBlock(): void {
    this.joinPieces()
    const text = this.isOpenPreformatted ? this.open.trimEnd() : this.open
    this.open = ''
    if (text === '') {
      this.nodes.cut(this.openFrom)
      return
    }
    this.texts.push(text)
    this.containers.push(this.container)
    this.firstNodes.push(this.openFrom)
    this.linkChars.push(this.openLinkChars)
    this.marks.push(this.openMarks)
  }

  private append(node: Text, text: string): void {
    if (this.open === '') this.begin(text)
    else {
      if (this.pendingBreaks > 0) this.join((this.pendingBreaks === 1 ? '\n' : '\n\n') + text)
      else this.join(this.isSpacePending ? ` ${text}` : text)
      if (this.linkDepth > 0) this.openLinkChars += text.length
    }
    this.nodes.push(node)
    this.pendingBreaks = 0
    this.isSpacePending = false
    this.isLinkEnd = false
  }

  /** A text that thousands are added to one by one takes many times its room: each step is an object of the engine's. */
  private join(text: string): void {
    if (this.nodes.length - this.openFrom < fewNodes) this.open += text
    else if (this.pieces.push(text) === maxPieces) this.joinPieces()
  }

  private joinPieces(): void {
    if (this.pieces.length === 0) return
    this.open += this.pieces.join('')
    this.pieces = []
  }

  private begin(text: string): void {
    this.open = text
    this.openFrom = this.nodes.length
    this.openLinkChars = this.linkDepth > 0 ? text.length : 0
    this.openMarks = (this.isApart ? blockMarks.apart : 0) | (this.isConcealed ? blockMarks.concealed : 0)
    this.isOpenPreformatted = this.preformattedDepth > 0
    this.isApart = false
  }

  private addKept(node: Text): void {
    const text = this.open === '' ? node.data.replace(/^\r?\n/, '') : node.data
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
