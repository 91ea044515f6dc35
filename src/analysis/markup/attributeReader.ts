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

/** The rest of a start tag, after its name. */
export interface AttributeReader {
  /** Reads from after the name; returns where the tag is over, or -1 where the markup ends in it. */
  read(from: number): number
  /** Of the tag read last; of those with one name the first. */
  attributes(): Record<string, string>
  /** The bits of `attributeMarks` of the tag read last. */
  marks(): number
  /** Whether the tag read last ends in `/>`. */
  closesItself(): boolean
}

/** Reads what stands in start tags as htmlparser2's tokenizer does, in time linear in what is read. */
export function createAttributeReader(markup: string, isXml: boolean): AttributeReader {
  const nameOf = createNameReader(markup, !isXml, attributeName)
  const decoded = isXml ? decodeXML : decodeHTMLAttribute
  let attributes: Record<string, string> = {}
  let marks = 0
  let closesItself = false

  /** Reads an attribute into `found`, and returns where it is over. */
  function readAttribute(markup: string, start: number, found: Record<string, string>): number {
    let at = start
    let hash = 0
    // Whatever it is, the first character is part of the name.
    let code = markup.charCodeAt(at)
    do {
      hash = nextHash(hash, code)
      code = markup.charCodeAt(++at)
    } while (at < markup.length && code !== EQUALS && !isNameEnd(code))
    const { name, mark } = nameOf(start, at, hash)
    marks |= mark
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
    // Most often there is none; one that is found may still be an object's own method.
    if (found[name] === undefined || !Object.hasOwn(found, name)) found[name] = value
    return at
  }

  return {
    read(from) {
      const { length } = markup
      const found: Record<string, string> = {}
      attributes = found
      marks = 0
      closesItself = false
      let at = placeAfterSpace(markup, from)
      while (at < length) {
        const code = markup.charCodeAt(at)
        if (code === GREATER_THAN) return at + 1
        if (code === SLASH) {
          at = placeAfterSpace(markup, at + 1)
          closesItself = markup.charCodeAt(at) === GREATER_THAN
        } else at = placeAfterSpace(markup, readAttribute(markup, at, found))
      }
      return -1
    },
    attributes: () => attributes,
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
