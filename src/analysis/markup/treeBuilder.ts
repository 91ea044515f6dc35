import { CDATA, Comment, Document, Element, type ParentNode, ProcessingInstruction, Text } from 'domhandler'
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
  /** The text that is being read, in pieces. */
  let text: Text | null = null
  let depth = 0
  let isRoomTaken = false
  let isTruncated = false

  function add(node: Element | Text | Comment | CDATA | ProcessingInstruction): void {
    const { children } = parent
    const previous = children[children.length - 1]
    node.parent = parent
    if (previous !== undefined) {
      node.prev = previous
      previous.next = node
    }
    children.push(node)
    text = null
  }

  function leave(): void {
    parent = parent.parent ?? root
    text = null
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
      add(element)
      parent = element
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
      const node = new CDATA([])
      add(node)
      parent = node
      add(new Text(data))
      leave()
    },
    instruction(name: string, data: string): void {
      add(new ProcessingInstruction(name, data))
    },
  }
}
