import { type Document, DomHandler } from 'domhandler'
import { Parser } from 'htmlparser2'
import type { DocumentKind } from './documentKind.ts'

export interface ParsedPage {
  readonly root: Document
  /** True when elements were nested deeper than the cap and became siblings there. */
  readonly depthTruncated: boolean
}

/** Deepest nesting that is kept: what browsers keep. Real pages stay below 60. */
export const maxDepth = 512

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

/** The tree of a page, no deeper than `maxDepth`; nothing of the text is lost. Time is linear in the markup. */
export function parsedPage(markup: string, kind: DocumentKind): ParsedPage {
  const options = {
    xmlMode: kind === 'xml',
    recognizeSelfClosing: kind !== 'html',
    recognizeCDATA: kind !== 'html',
  }
  const handler = createCappedHandler(options.xmlMode)
  let rest: string | null = kind === 'html' ? withoutCdata(markup) : markup
  while (rest !== null) rest = unreadMarkup(rest, handler, options)
  return { root: handler.dom.root, depthTruncated: handler.isTruncated() }
}

/**
 * HTML has no CDATA sections: browsers end such a mark at the next `>`, where the parser would read on to a
 * `]]>` that may never come.
 */
function withoutCdata(markup: string): string {
  return markup.includes('<![CDATA[') ? markup.replaceAll('<![CDATA[', '<! [CDATA[') : markup
}

/** Reads to the end, or to where the parser's nesting is too deep for it: then returns what is left. */
function unreadMarkup(
  markup: string,
  { dom, open, close }: CappedHandler,
  options: ConstructorParameters<typeof Parser>[1],
): string | null {
  let depth = 0
  let openForeign = 0
  let rest: string | null = null
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
      ontext: (text) => dom.ontext(text),
      oncomment: (text) => dom.oncomment(text),
      oncommentend: () => dom.oncommentend(),
      oncdatastart: () => dom.oncdatastart(),
      oncdataend: () => dom.oncdataend(),
      onprocessinginstruction: (name, text) => dom.onprocessinginstruction(name, text),
    },
    options,
  )
  parser.write(markup)
  if (rest === null) parser.end()
  return rest
}

type CappedHandler = ReturnType<typeof createCappedHandler>

/**
 * Builds the tree. Below the cap it nests as the page does; at the cap there is room for one element, and
 * each deeper one takes the room of the one before it.
 */
function createCappedHandler(xmlMode: boolean) {
  const dom = new DomHandler(undefined, { xmlMode })
  let depth = 0
  let isRoomTaken = false
  let truncated = false

  function open(name: string, attributes: Record<string, string>): void {
    depth++
    if (depth >= maxDepth) {
      if (isRoomTaken) dom.onclosetag()
      isRoomTaken = true
      truncated ||= depth > maxDepth
    }
    dom.onopentag(name, attributes)
  }

  function close(): void {
    if (depth < maxDepth || isRoomTaken) dom.onclosetag()
    if (depth >= maxDepth) isRoomTaken = false
    depth--
  }

  return { dom, open, close, isTruncated: () => truncated }
}
