import { LongList } from '../longList.ts'
import {
  createDocument,
  createText,
  type Document,
  type Element,
  fill,
  type Text,
} from '../markup/pageTree.ts'
import { plainText } from '../plainText.ts'
import { blockMarks, outside, type PageContent } from './block.ts'
import { filled } from './filled.ts'

/** A plain text document: its paragraphs are its blocks. */
export interface PlainBlocks extends PageContent {
  /** One text node for all of it. */
  readonly root: Document
}

export function plainBlocks(text: string): PlainBlocks {
  const node = createText(text)
  const root = createDocument()
  fill(root, [node])
  const texts = new LongList<string>()
  const nodes = new LongList<Text>()
  for (const paragraph of plainText(text).split(/\n{2,}/)) {
    if (paragraph === '') continue
    texts.push(paragraph)
    nodes.push(node)
  }
  const blocks = {
    texts,
    containers: new Int32Array(texts.length).fill(outside),
    firstNodes: filled(new Int32Array(texts.length), (index) => index),
    nodes,
    linkChars: new Int32Array(texts.length),
    marks: new Int32Array(texts.length).fill(blockMarks.apart),
  }
  return { root, blocks, containers: { elements: new LongList<Element>(), parents: new Int32Array(0) } }
}
