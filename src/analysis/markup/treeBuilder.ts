import {
  CDATA,
  type ChildNode,
  Comment,
  Document,
  Element,
  type ParentNode,
  ProcessingInstruction,
  Text,
} from 'domhandler'
import { setMarks } from './attributeMarks.ts'
import type { ElementName } from './elementName.ts'

/** Deepest nesting that is kept: what browsers keep. Real pages stay below 60. */
export const maxDepth = 512

export type TreeBuilder = ReturnType<typeof createTreeBuilder>

/**
 * Builds the tree of a page from what a parser says. Below `maxDepth` it nests as the page does; at that depth there is
 * room for one element, and each deeper one takes the room of the one before it. Nothing of the text is lost.
 */
export function createTreeBuilder() {
  const root = new Document([])
  let parent: ParentNode = root
  /** Its last child. */
  let previous: ChildNode | null = null
  /** The text that is being read, in pieces. */
  let text: Text | null = null
  let depth = 0
  let isRoomTaken = false
  let isTruncated = false

  function add(node: Element | Text | Comment | CDATA | ProcessingInstruction): void {
    node.parent = parent
    if (previous !== null) {
      node.prev = previous
      previous.next = node
    }
    parent.children.push(node)
    previous = node
    text = null
  }

  function enter(node: Element | CDATA): void {
    add(node)
    parent = node
    previous = null
  }

  function leave(): void {
    text = null
    if (parent.parent === null) return
    previous = parent as ChildNode
    parent = parent.parent
  }

  return {
    root,
    /** Whether elements were nested deeper than there is room. */
    isTruncated: () => isTruncated,
    open({ name, type }: ElementName, attributes: Record<string, string>, marks: number): void {
      depth++
      if (depth >= maxDepth) {
        if (isRoomTaken) leave()
        isRoomTaken = true
        isTruncated ||= depth > maxDepth
      }
      const element = new Element(name, attributes, [], type)
      setMarks(element, marks)
      enter(element)
    },
    close(): void {
      if (depth < maxDepth || isRoomTaken) leave()
      if (depth >= maxDepth) isRoomTaken = false
      depth--
    },
    text(data: string): void {
      if (text !== null) text.data += data
      else {
        const node = new Text(data)
        add(node)
        text = node
      }
    },
    comment(data: string): void {
      add(new Comment(data))
    },
    cdata(data: string): void {
      enter(new CDATA([]))
      add(new Text(data))
      leave()
    },
    instruction(name: string, data: string): void {
      add(new ProcessingInstruction(name, data))
    },
  }
}
