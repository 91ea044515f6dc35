import type { Root } from 'mdast'
import type { DocumentKind } from '../documentKind.ts'
import { isBlock, readRole } from '../elementRole.ts'
import {
  type ChildNode,
  type Document,
  type Element,
  isElement,
  isText,
  type Text,
} from '../markup/pageTree.ts'
import { plainText } from '../plainText.ts'
import { walkTree } from '../walkTree.ts'
import { createTreeWriter } from './createTreeWriter.ts'
import { mainImages } from './mainImages.ts'

/** The main text of a page as a tree of Markdown (mdast). Only what carries main text is in it, and the images between. */
export function markdownTree(
  document: Document,
  kind: DocumentKind,
  mainNodes: ReadonlySet<Text>,
  base: string,
): Root {
  if (kind === 'plain') return plainTree(mainNodes)
  const images = kind === 'xml' ? new Set<Element>() : mainImages(document, mainNodes)
  const writer = createTreeWriter(images, base)
  walkTree(document, {
    enter(node: ChildNode): boolean {
      if (isText(node)) {
        if (mainNodes.has(node)) writer.text(node.data)
        else writer.space()
        return false
      }
      if (!isElement(node)) return node.type === 'cdata'
      const role = readRole(node, kind, 'scriptless')
      if (role === 'unread' || role === 'hidden') return false
      if (isBlock(role)) writer.boundary()
      else if (role === 'break') writer.lineBreak()
      else if (role === 'apart') writer.space()
      if (kind !== 'xml') writer.enter(node)
      return true
    },
    leave(node: ChildNode): void {
      if (!isElement(node)) return
      const role = readRole(node, kind, 'scriptless')
      const isHeading = /^h[1-6]$/.test(node.name)
      // The last paragraph of an item is in it; a heading takes what is in it with it.
      if (isBlock(role) && !isHeading) writer.boundary()
      else if (role === 'apart') writer.space()
      if (kind !== 'xml') writer.leave(node)
      if (isHeading) writer.boundary()
    },
  })
  return writer.root()
}

/** A blank line parts paragraphs; the lines of one may be broken anywhere. */
function plainTree(mainNodes: ReadonlySet<Text>): Root {
  const text = plainText([...mainNodes].map(({ data }) => data).join(''))
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '')
  return {
    type: 'root',
    children: paragraphs.map((paragraph) => ({
      type: 'paragraph',
      children: [{ type: 'text', value: paragraph.trim() }],
    })),
  }
}
