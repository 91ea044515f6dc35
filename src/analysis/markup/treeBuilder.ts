import type { ElementName } from './elementName.ts'
import {
  append,
  type Cdata,
  type ChildNode,
  createCdata,
  createDocument,
  createText,
  type Element,
  type ParentNode,
  type Text,
  TreeLeaf,
  TreeParent,
} from './pageTree.ts'

/** Deepest nesting that is kept: what browsers keep. Real pages stay below 60. */
export const maxDepth = 512

export type TreeBuilder = ReturnType<typeof createTreeBuilder>

/**
 * Builds the tree of a page from what a parser says. Below `maxDepth` it nests as the page does; at that depth there is
 * room for one element, and each deeper one takes the room of the one before it. Nothing of the text is lost.
 */
export function createTreeBuilder() {
  const root = createDocument()
  let parent: ParentNode = root
  /** The text that is being read, in pieces. */
  let text: Text | null = null
  let depth = 0
  let isRoomTaken = false
  let isTruncated = false

  function add(node: ChildNode): void {
    append(parent, node)
    text = null
  }

  function enter(node: Element | Cdata): void {
    add(node)
    parent = node
  }

  function leave(): void {
    text = null
    parent = parent.parent ?? parent
  }

  return {
    root,
    /** Whether elements were nested deeper than there is room. */
    isTruncated: () => isTruncated,
    open({ name, type }: ElementName, attributes: readonly string[], marks: number): void {
      depth++
      if (depth >= maxDepth) {
        if (isRoomTaken) leave()
        isRoomTaken = true
        isTruncated ||= depth > maxDepth
      }
      enter(new TreeParent(type, name, attributes, marks))
    },
    close(): void {
      if (depth < maxDepth || isRoomTaken) leave()
      if (depth >= maxDepth) isRoomTaken = false
      depth--
    },
    text(data: string): void {
      if (text !== null) text.data += data
      else {
        const node = createText(data)
        add(node)
        text = node
      }
    },
    comment(data: string): void {
      add(new TreeLeaf('comment', data))
    },
    cdata(data: string): void {
      enter(createCdata())
      add(createText(data))
      leave()
    },
    directive(data: string): void {
      add(new TreeLeaf('directive', data))
    },
  }
}
