import type { Document } from 'domhandler'
import { Parser } from 'htmlparser2'
import type { DocumentKind } from './documentKind.ts'
import { htmlTokenizer, quickTokenizer } from './quickTokenizer.ts'
import { createTreeBuilder, type TreeBuilder } from './treeBuilder.ts'

export interface ParsedPage {
  readonly root: Document
  /** True when elements were nested deeper than the cap and became siblings there. */
  readonly depthTruncated: boolean
}

/** The parser's own stacks make deep nesting quadratic, so past this depth a fresh one reads on. */
const maxParserDepth = 1024
/** Likewise for foreign elements that close themselves (`<svg/>`), which the parser never counts as closed. */
const maxOpenForeign = 4096

const foreignElements: ReadonlySet<string> = new Set(
  'svg math mi mo mn ms mtext annotation-xml foreignobject desc title'.split(' '),
)

const rawTextElements: ReadonlySet<string> = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'xmp',
  'iframe',
])

/** The tree of a page, see `createTreeBuilder`; nothing of the text is lost. Time is linear in the markup. */
export function parsedPage(markup: string, kind: DocumentKind): ParsedPage {
  const options = {
    Tokenizer: kind === 'html' ? htmlTokenizer : quickTokenizer,
    xmlMode: kind === 'xml',
    recognizeSelfClosing: kind !== 'html',
    recognizeCDATA: kind !== 'html',
  }
  const tree = createTreeBuilder(options.xmlMode)
  let rest: string | null = markup
  while (rest !== null) rest = unreadMarkup(rest, tree, options)
  return { root: tree.root, depthTruncated: tree.isTruncated() }
}

/** Reads to the end, or to where the parser's nesting is too deep for it: then returns what is left. */
function unreadMarkup(
  markup: string,
  tree: TreeBuilder,
  options: ConstructorParameters<typeof Parser>[1],
): string | null {
  let depth = 0
  let openForeign = 0
  let rest: string | null = null
  const { open, close, ontext, oncomment, oncdatastart, oncdataend, onprocessinginstruction } = tree
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        open(name, attributes)
        depth++
        if (foreignElements.has(name)) openForeign++
        if (depth < maxParserDepth && openForeign < maxOpenForeign) return
        if (rest !== null || rawTextElements.has(name)) return
        rest = markup.slice(parser.endIndex + 1)
        parser.pause()
      },
      onclosetag(name, isImplied) {
        depth--
        if (!isImplied && foreignElements.has(name)) openForeign--
        close()
      },
      ontext,
      oncomment,
      oncdatastart,
      oncdataend,
      onprocessinginstruction,
    },
    options,
  )
  parser.write(markup)
  if (rest === null) parser.end()
  return rest
}
