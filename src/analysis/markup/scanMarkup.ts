import { decodeHTML, decodeXML } from 'entities/decode'
import type { DocumentKind } from '../documentKind.ts'
import { AttributeReader } from './attributeReader.ts'
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
import { NameReader, nextHash } from './nameReader.ts'

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
  return new MarkupScanner(markup, kind, sink).scan(from)
}

/** Each method that reads is told where its part begins, and returns where it is over. */
class MarkupScanner {
  private readonly markup: string
  private readonly kind: DocumentKind
  private readonly sink: MarkupSink
  private readonly isXml: boolean
  private readonly names: NameReader<ElementName>
  private readonly tag: AttributeReader
  private readonly decoded: (text: string) => string
  private isStopped = false

  constructor(markup: string, kind: DocumentKind, sink: MarkupSink) {
    const isXml = kind === 'xml'
    this.markup = markup
    this.kind = kind
    this.sink = sink
    this.isXml = isXml
    this.names = new NameReader(markup, !isXml, isXml ? xmlElementName : htmlElementName)
    this.tag = new AttributeReader(markup, isXml)
    this.decoded = isXml ? decodeXML : decodeHTML
  }

  scan(from: number): number {
    const { markup } = this
    const { length } = markup
    let at = from
    while (at < length && !this.isStopped) {
      at = this.readText(at)
      if (at === length) break
      const code = markup.charCodeAt(at + 1)
      if (code === SLASH) at = this.readEndTag(at + 2)
      else if (code === EXCLAMATION_MARK) at = this.readDeclaration(at + 2)
      else if (code === QUESTION_MARK) at = this.readInstruction('?', at + 2, at + 2)
      else at = this.readStartTag(at + 1)
    }
    return at
  }

  private beginsName(code: number): boolean {
    return this.isXml ? code >= 0 && !isNameEnd(code) : isLetter(code)
  }

  /** Whether something other than text begins with the `<` before this place. */
  private beginsMark(at: number): boolean {
    const { markup } = this
    const { length } = markup
    const code = markup.charCodeAt(at)
    if (this.beginsName(code) || code === EXCLAMATION_MARK || code === QUESTION_MARK) return true
    if (code !== SLASH) return false
    const next = placeAfterSpace(markup, at + 1)
    return next < length && markup.charCodeAt(next) !== GREATER_THAN
  }

  /** Reads text, and returns where it is over. */
  private readText(start: number): number {
    const { markup } = this
    const { length } = markup
    let at = placeOfOrReference(markup, LESS_THAN, start)
    const isPlain = this.isMark(at)
    if (!isPlain) while (at < length && !this.isMark(at)) at++
    if (at > start) this.addText(start, at, !isPlain)
    return at
  }

  private isMark(at: number): boolean {
    const { markup } = this
    return at < markup.length && markup.charCodeAt(at) === LESS_THAN && this.beginsMark(at + 1)
  }

  private addText(start: number, end: number, mayRefer: boolean): void {
    const { markup } = this
    const data = markup.slice(start, end)
    this.sink.text(mayRefer ? this.decoded(data) : data)
  }

  private readStartTag(start: number): number {
    const { markup } = this
    const { length } = markup
    let hash = 0
    let end = start
    for (; end < length; end++) {
      const code = markup.charCodeAt(end)
      if (isNameEnd(code)) break
      hash = nextHash(hash, code)
    }
    const name = this.names.read(start, end, hash)
    const after = this.tag.read(end)
    if (after === -1) return length
    this.isStopped = this.sink.startTag(name, this.tag)
    return name.rawText === null || this.tag.closesItself() ? after : this.readRawText(name, after)
  }

  /** Text up to the end tag of the element that it is in, whatever it looks like. */
  private readRawText({ name, rawText }: ElementName, start: number): number {
    const end = this.rawTextEnd(name, start)
    if (end > start) this.addText(start, end, rawText === 'with references')
    return end
  }

  private rawTextEnd(name: string, start: number): number {
    const { markup } = this
    const { length } = markup
    for (let at = markup.indexOf('</', start); at !== -1; at = markup.indexOf('</', at + 2)) {
      const end = at + 2 + name.length
      const code = markup.charCodeAt(end)
      if (code !== GREATER_THAN && !isSpace(code)) continue
      if (markup.slice(at + 2, end).toLowerCase() === name) return at
    }
    return length
  }

  private readEndTag(after: number): number {
    const { markup } = this
    const { length } = markup
    const start = placeAfterSpace(markup, after)
    if (!this.beginsName(markup.charCodeAt(start))) return this.readBogusComment(start)
    let hash = 0
    let end = start
    for (; end < length; end++) {
      const code = markup.charCodeAt(end)
      if (code === GREATER_THAN || isSpace(code)) break
      hash = nextHash(hash, code)
    }
    if (end === length) return length
    this.sink.endTag(this.names.read(start, end, hash))
    return Math.min(length, placeOf(markup, GREATER_THAN, end) + 1)
  }

  private readBogusComment(start: number): number {
    const { markup } = this
    const { length } = markup
    const end = markup.indexOf('>', start)
    if (end === -1) this.sink.text(markup.slice(start))
    else this.sink.comment(markup.slice(start, end))
    return end === -1 ? length : end + 1
  }

  private readDeclaration(start: number): number {
    const { markup } = this
    const first = markup.charCodeAt(start)
    if (first === DASH) {
      return markup.charCodeAt(start + 1) === DASH
        ? this.readComment(start)
        : this.readInstruction('!', start, start + 2)
    }
    if (first !== OPENING_BRACKET || this.kind === 'html') return this.readInstruction('!', start, start + 1)
    let matched = 0
    while (matched < CDATA.length && markup[start + 1 + matched] === CDATA[matched]) matched++
    const after = start + 1 + matched
    return matched === CDATA.length ? this.readCdata(after) : this.readInstruction('!', start, after)
  }

  /** The two dashes that a comment begins with, here at `start`, may be those that it ends with. */
  private readComment(start: number): number {
    const { markup } = this
    const { length } = markup
    const end = markup.indexOf('-->', start)
    if (end !== -1) this.sink.comment(markup.slice(start + 2, Math.max(start + 2, end)))
    else if (start + 2 < length) this.sink.comment(markup.slice(start + 2))
    return end === -1 ? length : end + 3
  }

  private readCdata(start: number): number {
    const { markup } = this
    const { length } = markup
    const end = markup.indexOf(']]>', start)
    if (end !== -1) this.sink.cdata(markup.slice(start, end))
    else if (start < length) this.sink.cdata(markup.slice(start))
    return end === -1 ? length : end + 3
  }

  /** One that does not end is text. What stands before `searchedFrom` does not end it. */
  private readInstruction(mark: '!' | '?', start: number, searchedFrom: number): number {
    const { markup } = this
    const { length } = markup
    const end = markup.indexOf('>', searchedFrom)
    if (end !== -1) this.sink.instruction(mark, markup.slice(start, end))
    else if (start < length) this.sink.text(markup.slice(start))
    return end === -1 ? length : end + 1
  }
}
