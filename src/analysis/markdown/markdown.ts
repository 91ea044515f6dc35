import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { defaultHandlers, type Options, toMarkdown } from 'mdast-util-to-markdown'
import type { DocumentKind } from '../documentKind.ts'
import type { Document, Text } from '../markup/pageTree.ts'
import { inlineCodeHandler } from './inlineCodeHandler.ts'
import { link } from './linkHandler.ts'
import { listItem } from './listItemHandler.ts'
import { markdownTree } from './markdownTree.ts'
import { paragraph } from './paragraphHandler.ts'
import { text } from './textHandler.ts'

// Cells padded to the widest of their column would make a table as large as the square of its text.
const tables = gfmTableToMarkdown({ tablePipeAlign: false })
/** In a table code is written in another way. */
const inlineCode = inlineCodeHandler(tables.handlers?.inlineCode ?? defaultHandlers.inlineCode)

const options: Options = {
  bullet: '-',
  fences: true,
  listItemIndent: 'one',
  handlers: { inlineCode, link, listItem, paragraph, text },
  extensions: [tables],
}

/**
 * The main text of a page as Markdown (CommonMark, with the tables of GFM): headings, paragraphs, lists, tables,
 * code, quotations, emphasis, links and images, URLs absolute. Linear in the page. Throws a `PageFailure`
 * where the addresses of its links get out of all proportion: see `createAddressBudget`.
 */
export function markdown(
  document: Document,
  kind: DocumentKind,
  mainNodes: ReadonlySet<Text>,
  base: string,
): string {
  return toMarkdown(markdownTree(document, kind, mainNodes, base), options)
    .trimEnd()
    .toWellFormed()
}
