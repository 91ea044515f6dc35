import { decodeHTMLAttribute, decodeXML } from 'entities/decode'
import { type AttributeName, attributeName } from './attributeName.ts'
import {
  DOUBLE_QUOTE,
  EQUALS,
  GREATER_THAN,
  isNameEnd,
  isSpace,
  placeAfterSpace,
  placeOf,
  placeOfOrReference,
  SINGLE_QUOTE,
  SLASH,
} from './characters.ts'
import { NameReader, nextHash } from './nameReader.ts'
import { noAttributes } from './pageTree.ts'

/** Reads what stands in start tags after their names, as htmlparser2's tokenizer does, in time linear in what is read. */
export class AttributeReader {
  private readonly markup: string
  private readonly names: NameReader<AttributeName>
  private readonly decoded: (value: string) => string
  /** Those of the tag read last end at `count`. */
  private readonly pieces: string[] = []
  private count = 0
  private tag = 0
  private bits = 0
  private isClosed = false

  constructor(markup: string, isXml: boolean) {
    this.markup = markup
    this.names = new NameReader(markup, !isXml, attributeName)
    this.decoded = isXml ? decodeXML : decodeHTMLAttribute
  }

  /** Reads from after the name; returns where the tag is over, or -1 where the markup ends in it. */
  read(from: number): number {
    const { markup } = this
    const { length } = markup
    this.tag++
    this.count = 0
    this.bits = 0
    this.isClosed = false
    let at = placeAfterSpace(markup, from)
    while (at < length) {
      const code = markup.charCodeAt(at)
      if (code === GREATER_THAN) return at + 1
      if (code === SLASH) {
        at = placeAfterSpace(markup, at + 1)
        this.isClosed = markup.charCodeAt(at) === GREATER_THAN
      } else at = placeAfterSpace(markup, this.readAttribute(at))
    }
    return -1
  }

  /** Of the tag read last, each name and its value after it; of those with one name the first. */
  attributes(): readonly string[] {
    return this.count === 0 ? noAttributes : this.pieces.slice(0, this.count)
  }

  /** The bits of `attributeMarks` of the tag read last. */
  marks(): number {
    return this.bits
  }

  /** Whether the tag read last ends in `/>`. */
  closesItself(): boolean {
    return this.isClosed
  }

  /** Reads an attribute, and returns where it is over. */
  private readAttribute(start: number): number {
    const { markup } = this
    let at = start
    let hash = 0
    // Whatever it is, the first character is part of the name.
    let code = markup.charCodeAt(at)
    do {
      hash = nextHash(hash, code)
      code = markup.charCodeAt(++at)
    } while (at < markup.length && code !== EQUALS && !isNameEnd(code))
    const name = this.names.read(start, at, hash)
    at = placeAfterSpace(markup, at)
    let value = ''
    if (markup.charCodeAt(at) === EQUALS) {
      const from = placeAfterSpace(markup, at + 1)
      const quote = markup.charCodeAt(from)
      if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) {
        const end = placeOfOrReference(markup, quote, from + 1)
        at = placeOf(markup, quote, end)
        value = markup.slice(from + 1, at)
        if (at > end) value = this.decoded(value)
        at++
      } else {
        at = endOfBare(markup, from)
        value = this.decoded(markup.slice(from, at))
      }
    }
    if (name.lastTag !== this.tag) {
      name.lastTag = this.tag
      this.bits |= name.mark
      this.pieces[this.count++] = name.name
      this.pieces[this.count++] = value
    }
    return at
  }
}

function endOfBare(markup: string, from: number): number {
  let at = from
  while (at < markup.length) {
    const code = markup.charCodeAt(at)
    if (code === GREATER_THAN || isSpace(code)) break
    at++
  }
  return at
}
