import { decodeHTMLAttribute, decodeXML } from 'entities/decode'
import { attributeName } from './attributeName.ts'
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
import { createNameReader, nextHash } from './nameReader.ts'
import { noAttributes } from './pageTree.ts'

/** The rest of a start tag, after its name. */
export interface AttributeReader {
  /** Reads from after the name; returns where the tag is over, or -1 where the markup ends in it. */
  read(from: number): number
  /** Of the tag read last, each name and its value after it; of those with one name the first. */
  attributes(): readonly string[]
  /** The bits of `attributeMarks` of the tag read last. */
  marks(): number
  /** Whether the tag read last ends in `/>`. */
  closesItself(): boolean
}

/** Reads what stands in start tags as htmlparser2's tokenizer does, in time linear in what is read. */
export function createAttributeReader(markup: string, isXml: boolean): AttributeReader {
  const nameOf = createNameReader(markup, !isXml, attributeName)
  const decoded = isXml ? decodeXML : decodeHTMLAttribute
  /** Those of the tag read last end at `count`. */
  const pieces: string[] = []
  let count = 0
  let tag = 0
  let marks = 0
  let closesItself = false

  /** Reads an attribute, and returns where it is over. */
  function readAttribute(markup: string, start: number): number {
    let at = start
    let hash = 0
    // Whatever it is, the first character is part of the name.
    let code = markup.charCodeAt(at)
    do {
      hash = nextHash(hash, code)
      code = markup.charCodeAt(++at)
    } while (at < markup.length && code !== EQUALS && !isNameEnd(code))
    const name = nameOf(start, at, hash)
    at = placeAfterSpace(markup, at)
    let value = ''
    if (markup.charCodeAt(at) === EQUALS) {
      const from = placeAfterSpace(markup, at + 1)
      const quote = markup.charCodeAt(from)
      if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) {
        const end = placeOfOrReference(markup, quote, from + 1)
        at = placeOf(markup, quote, end)
        value = markup.slice(from + 1, at)
        if (at > end) value = decoded(value)
        at++
      } else {
        at = endOfBare(markup, from)
        value = decoded(markup.slice(from, at))
      }
    }
    if (name.lastTag !== tag) {
      name.lastTag = tag
      marks |= name.mark
      pieces[count++] = name.name
      pieces[count++] = value
    }
    return at
  }

  return {
    read(from) {
      const { length } = markup
      tag++
      count = 0
      marks = 0
      closesItself = false
      let at = placeAfterSpace(markup, from)
      while (at < length) {
        const code = markup.charCodeAt(at)
        if (code === GREATER_THAN) return at + 1
        if (code === SLASH) {
          at = placeAfterSpace(markup, at + 1)
          closesItself = markup.charCodeAt(at) === GREATER_THAN
        } else at = placeAfterSpace(markup, readAttribute(markup, at))
      }
      return -1
    },
    attributes: () => (count === 0 ? noAttributes : pieces.slice(0, count)),
    marks: () => marks,
    closesItself: () => closesItself,
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
