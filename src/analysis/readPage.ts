import { Document, Text } from 'domhandler'
import type { DecodedPage } from './decodePage.ts'
import type { DocumentKind } from './documentKind.ts'
import { createNotableElements } from './notableElements.ts'
import { type PageParts, pageParts } from './pageParts.ts'
import { type ParsedPage, parsedPage } from './parseHtml.ts'
import { plainText } from './plainText.ts'
import { words } from './words.ts'

/** Fewer words are a notice or a menu, not a page. */
const fewWords = 50
/** A text of this length has more words than a few. */
const manyChars = 5000

export interface ReadPage extends ParsedPage {
  readonly parts: PageParts
}

/** A page parsed and walked. Plain text is a document of one text. */
export function readPage({ text, kind }: DecodedPage): ReadPage {
  if (kind === 'plain') {
    const notable = createNotableElements(kind).elements()
    const parts = { ...notable, headings: [], text: plainText(text) }
    return { root: plainDocument(text), depthTruncated: false, parts }
  }
  const parsed = parsedPage(text, kind)
  return { ...parsed, parts: readableParts(parsed.root, kind) }
}

/**
 * Some pages show next to nothing until a script has run, and have their whole text in `<noscript>`; then that
 * is their text. A notice to turn scripts on is not.
 */
function readableParts(root: Document, kind: DocumentKind): PageParts {
  const scripted = pageParts(root, kind, 'scripted')
  if (scripted.text.length > manyChars) return scripted
  const shownWords = words(scripted.text).length
  if (shownWords >= fewWords) return scripted
  const scriptless = pageParts(root, kind, 'scriptless')
  return words(scriptless.text).length >= Math.max(fewWords, 10 * shownWords) ? scriptless : scripted
}

function plainDocument(text: string): Document {
  const node = new Text(text)
  const document = new Document([node])
  node.parent = document
  return document
}
