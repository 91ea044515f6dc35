import type { DocumentKind } from '../documentKind.ts'
import { Nesting } from './nesting.ts'
import type { Document } from './pageTree.ts'
import { scanMarkup } from './scanMarkup.ts'
import { TreeBuilder } from './treeBuilder.ts'

export interface ParsedPage {
  readonly root: Document
  /** True when elements were nested deeper than the cap and became siblings there. */
  readonly depthTruncated: boolean
}

/** The tree of a page, see `TreeBuilder`; nothing of the text is lost. Time is linear in the markup. */
export function parsedPage(markup: string, kind: DocumentKind): ParsedPage {
  const tree = new TreeBuilder()
  let at = 0
  while (at < markup.length) at = scanMarkup(markup, kind, new Nesting(kind, tree), at)
  return { root: tree.root, depthTruncated: tree.isTruncated }
}
