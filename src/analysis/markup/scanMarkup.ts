import { decodeHTML, decodeXML } from 'entities/decode'
import type { DocumentKind } from '../documentKind.ts'
import { type AttributeReader, createAttributeReader } from './attributeReader.ts'
import {
  DASH,
  EXCLAMATION_MARK,
  GREATER_THAN,
  isLetter,
  isNameEnd,
  isSpace,
  LESS_THAN,
  OPENING_BRACKET,
  placeAfterSpace,
  placeOf,
  placeOfOrReference,
  QUESTION_MARK,
  SLASH,
} from './characters.ts'
import { type ElementName, htmlElementName, xmlElementName } from './elementName.ts'
import { createNameReader, nextHash } from './nameReader.ts'

/** What stands in a start tag, until the next one is read. */
export type StartTag = Pick<AttributeReader, 'attributes' | 'marks' | 'closesItself'>

/** Takes what is found in a markup, in its order. */
export interface MarkupSink {
  /** A piece of text; what follows another piece belongs to it. */
  text(data: string): void
  /** Returns true when nothing more is to be read. */
  startTag(name: ElementName, tag: StartTag): boolean
  endTag(name: ElementName): void
  comment(data: string): void
  cdata(data: string): void
  /** What stands between `<!` or `<?` and the next `>`. */
  instruction(mark: '!' | '?', content: string): void
}

const CDATA = 'CDATA['

/**
 * Reads a markup from `from` on and says what is in it as htmlparser2's tokenizer does, in time linear in it. HTML has no
 * CDATA sections: such a mark ends at the next `>`, as in browsers. Returns where the reading has ended.
 */
export function scanMarkup(markup: string, kind: DocumentKind, sink: MarkupSink, from: number): number {
  const isXml = kind === 'xml'
  const { length } = markup
  const nameOf = createNameReader(markup, !isXml, isXml ? xmlElementName : htmlElementName)
  const tag = createAttributeReader(markup, isXml)
  const decoded = isXml ? decodeXML : decodeHTML
  let isStopped = false

  const beginsName = (code: number): boolean => (isXml ? code >= 0 && !isNameEnd(code) : isLetter(code))

  /** Whether something other than text begins with the `<` before this place. */
  function beginsMark(at: number): boolean {
    const code = markup.charCodeAt(at)
    if (beginsName(code) || code === EXCLAMATION_MARK || code === QUESTION_MARK) return true
    if (code !== SLASH) return false
    const next = placeAfterSpace(markup, at + 1)
    return next < length && markup.charCodeAt(next) !== GREATER_THAN
  }

  /** Reads text, and returns where it is over. */
  function readText(start: number): number {
    let at = placeOfOrReference(markup, LESS_THAN, start)
    const isPlain = markup.charCodeAt(at) === LESS_THAN && beginsMark(at + 1)
    while (!isPlain && at < length && !(markup.charCodeAt(at) === LESS_THAN && beginsMark(at + 1))) at++
    if (at > start) addText(start, at, !isPlain)
    return at
  }

  function addText(start: number, end: number, mayRefer: boolean): void {
    const data = markup.slice(start, end)
    sink.text(mayRefer ? decoded(data) : data)
  }

  function readStartTag(start: number): number {
    let hash = 0
    let end = start
    for (; end < length; end++) {
      const code = markup.charCodeAt(end)
      if (isNameEnd(code)) break
      hash = nextHash(hash, code)
    }
    const name = nameOf(start, end, hash)
    const after = tag.read(end)
    if (after === -1) return length
    isStopped = sink.startTag(name, tag)
    return name.rawText === null || tag.closesItself() ? after : readRawText(name, after)
  }

  /** Text up to the end tag of the element that it is in, whatever it looks like. */
  function readRawText({ name, rawText }: ElementName, start: number): number {
    const end = rawTextEnd(name, start)
    if (end > start) addText(start, end, rawText === 'with references')
    return end
  }

  function rawTextEnd(name: string, start: number): number {
    for (let at = markup.indexOf('</', start); at !== -1; at = markup.indexOf('</', at + 2)) {
      const end = at + 2 + name.length
      const code = markup.charCodeAt(end)
      if (code !== GREATER_THAN && !isSpace(code)) continue
      if (markup.slice(at + 2, end).toLowerCase() === name) return at
    }
    return length
  }

  function readEndTag(after: number): number {
    const start = placeAfterSpace(markup, after)
    if (!beginsName(markup.charCodeAt(start))) return readBogusComment(start)
    let hash = 0
    let end = start
    for (; end < length; end++) {
      const code = markup.charCodeAt(end)
      if (code === GREATER_THAN || isSpace(code)) break
      hash = nextHash(hash, code)
    }
    if (end === length) return length
    sink.endTag(nameOf(start, end, hash))
    return Math.min(length, placeOf(markup, GREATER_THAN, end) + 1)
  }

  function readBogusComment(start: number): number {
    const end = markup.indexOf('>', start)
    if (end === -1) sink.text(markup.slice(start))
    else sink.comment(markup.slice(start, end))
    return end === -1 ? length : end + 1
  }

  function readDeclaration(start: number): number {
    const first = markup.charCodeAt(start)
    if (first === DASH) {
      return markup.charCodeAt(start + 1) === DASH
        ? readComment(start)
        : readInstruction('!', start, start + 2)
    }
    if (first !== OPENING_BRACKET || kind === 'html') return readInstruction('!', start, start + 1)
    let matched = 0
    while (matched < CDATA.length && markup[start + 1 + matched] === CDATA[matched]) matched++
    const after = start + 1 + matched
    return matched === CDATA.length ? readCdata(after) : readInstruction('!', start, after)
  }

  /** The two dashes that a comment begins with, here at `start`, may be those that it ends with. */
  function readComment(start: number): number {
    const end = markup.indexOf('-->', start)
    if (end !== -1) sink.comment(markup.slice(start + 2, Math.max(start + 2, end)))
    else if (start + 2 < length) sink.comment(markup.slice(start + 2))
    return end === -1 ? length : end + 3
  }

  function readCdata(start: number): number {
    const end = markup.indexOf(']]>', start)
    if (end !== -1) sink.cdata(markup.slice(start, end))
    else if (start < length) sink.cdata(markup.slice(start))
    return end === -1 ? length : end + 3
  }

  /** One that does not end is text. What stands before `searchedFrom` does not end it. */
  function readInstruction(mark: '!' | '?', start: number, searchedFrom: number): number {
    const end = markup.indexOf('>', searchedFrom)
    if (end !== -1) sink.instruction(mark, markup.slice(start, end))
    else if (start < length) sink.text(markup.slice(start))
    return end === -1 ? length : end + 1
  }

  let at = from
  while (at < length && !isStopped) {
    at = readText(at)
    if (at === length) break
    const code = markup.charCodeAt(at + 1)
    if (code === SLASH) at = readEndTag(at + 2)
    else if (code === EXCLAMATION_MARK) at = readDeclaration(at + 2)
    else if (code === QUESTION_MARK) at = readInstruction('?', at + 2, at + 2)
    else at = readStartTag(at + 1)
  }
  return at
}
