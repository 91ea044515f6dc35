import { createDocument, createText, type Document, fill } from '../markup/pageTree.ts'
import { plainText } from '../plainText.ts'
import { blockMarks, outside, type PageContent } from './block.ts'

/** A plain text document: its paragraphs are its blocks. */
export interface PlainBlocks extends PageContent {
  /** One text node for all of it. */
  readonly root: Document
}

export function plainBlocks(text: string): PlainBlocks {
  const node = createText(text)
  const root = createDocument()
  fill(root, [node])
  const texts = plainText(text)
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
  const blocks = {
    texts,
    containers: new Int32Array(texts.length).fill(outside),
    firstNodes: Int32Array.from(texts.keys()),
    nodes: texts.map(() => node),
    linkChars: new Int32Array(texts.length),
    marks: new Int32Array(texts.length).fill(blockMarks.apart),
  }
  return { root, blocks, containers: { elements: [], parents: new Int32Array(0) } }
}
