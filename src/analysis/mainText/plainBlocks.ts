import { createDocument, createText, type Document, fill } from '../markup/pageTree.ts'
import { plainText } from '../plainText.ts'
import type { Block, PageContent } from './block.ts'

/** A plain text document: its paragraphs are its blocks. */
export interface PlainBlocks extends PageContent {
  /** One text node for all of it. */
  readonly root: Document
}

export function plainBlocks(text: string): PlainBlocks {
  const node = createText(text)
  const root = createDocument()
  fill(root, [node])
  const blocks = plainText(text)
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph): Block => {
      const marks = { linkChars: 0, isPreformatted: true, isApart: true, isConcealed: false }
      return { text: paragraph, container: null, lead: null, nodes: [node], ...marks }
    })
  return { root, blocks, containers: [] }
}
