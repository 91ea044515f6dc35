import { type ElementName, withMarks } from './elementName.ts'
import {
  append,
  type Cdata,
  type ChildNode,
  createCdata,
  createDocument,
  createText,
  type Element,
  type ElementType,
  type ParentNode,
  type Text,
  TreeMark,
  TreeParent,
} from './pageTree.ts'

/** Deepest nesting that is kept: what browsers keep. Real pages stay below 60. */
export const maxDepth = 512

/**
 * Builds the tree of a page from what a parser says. Below `maxDepth` it nests as the page does; at that depth there is
 * room for one element, and each deeper one takes the room of the one before it. Nothing of the text is lost.
 */
export class TreeBuilder {
  readonly root = createDocument()
  /** Whether elements were nested deeper than there is room. */
  isTruncated = false
  private parent: ParentNode = this.root
  /** The last node in `parent`. */
  private last: ChildNode | null = null
  /** The text that is being read, in pieces. */
  private piecewise: Text | null = null
  private depth = 0
  private isRoomTaken = false
  /** By their bits and names, those that have any. */
  private readonly known = new Map<number, Map<string, ElementName>>()

  open(element: ElementName, attributes: readonly string[], marks: number): void {
    this.depth++
    if (this.depth >= maxDepth) {
      if (this.isRoomTaken) this.leave()
      this.isRoomTaken = true
      this.isTruncated ||= this.depth > maxDepth
    }
    this.enter(new TreeParent<ElementType>(marks === 0 ? element : this.marked(element, marks), attributes))
  }

  close(): void {
    if (this.depth < maxDepth || this.isRoomTaken) this.leave()
    if (this.depth >= maxDepth) this.isRoomTaken = false
    this.depth--
  }

  text(data: string): void {
    if (this.piecewise !== null) this.piecewise.data += data
    else {
      const node = createText(data)
      this.add(node)
      this.piecewise = node
    }
  }

  comment(data: string): void {
    this.add(new TreeMark('comment', data))
  }

  cdata(data: string): void {
    this.enter(createCdata())
    this.add(createText(data))
    this.leave()
  }

  directive(data: string): void {
    this.add(new TreeMark('directive', data))
  }

  private marked(element: ElementName, marks: number): ElementName {
    let names = this.known.get(marks)
    if (names === undefined) {
      names = new Map()
      this.known.set(marks, names)
    }
    let known = names.get(element.name)
    if (known === undefined) {
      known = withMarks(element, marks)
      names.set(element.name, known)
    }
    return known
  }

  private add(node: ChildNode): void {
    append(this.parent, this.last, node)
    this.last = node
    this.piecewise = null
  }

  private enter(node: Element | Cdata): void {
    this.add(node)
    this.parent = node
    this.last = null
  }

  private leave(): void {
    const { parent } = this
    this.piecewise = null
    if (parent.type === 'root') return
    this.last = parent
    this.parent = parent.parent ?? parent
  }
}
