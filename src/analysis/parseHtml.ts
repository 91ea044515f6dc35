import type { Document } from 'domhandler'
import type { DocumentKind } from './documentKind.ts'
import { createMarkupReader } from './markupReader.ts'
import { htmlTokenizer, quickTokenizer } from './quickTokenizer.ts'
import { createTreeBuilder, type TreeBuilder } from './treeBuilder.ts'

export interface ParsedPage {
  readonly root: Document
  /** True when elements were nested deeper than the cap and became siblings there. */
  readonly depthTruncated: boolean
}

/** The tree of a page, see `createTreeBuilder`; nothing of the text is lost. Time is linear in the markup. */
export function parsedPage(markup: string, kind: DocumentKind): ParsedPage {
  const tree = createTreeBuilder(kind === 'xml')
  let rest: string | null = markup
  while (rest !== null) rest = unreadMarkup(rest, kind, tree)
  return { root: tree.root, depthTruncated: tree.isTruncated() }
}

/** Reads to the end, or to where the nesting is too deep for one reader: then returns what is left. */
function unreadMarkup(markup: string, kind: DocumentKind, tree: TreeBuilder): string | null {
  const reader = createMarkupReader(markup, kind, tree, () => tokenizer.pause())
  const Tokenizer = kind === 'html' ? htmlTokenizer : quickTokenizer
  const tokenizer = new Tokenizer({ xmlMode: kind === 'xml' }, reader)
  tokenizer.write(markup)
  tokenizer.end()
  return reader.rest()
}
