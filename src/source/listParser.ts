import { Parser } from 'htmlparser2'
import { InputError } from '../errors.ts'
import { ATOM_LINK, type Dialect, dialectOf, type ListItem } from './listItem.ts'
import { MAX_LINE_CHARS } from './textLines.ts'

/** Lists are five deep; a post may stand in one as markup. */
const MAX_DEPTH = 512

export interface ListParser {
  write(text: string): void
  /** Throws an `InputError` when the list was cut off. */
  end(): void
}

type Attributes = Readonly<Record<string, string>>

/**
 * Reads a sitemap, a sitemap index, RSS or Atom as it arrives, and hands over each item when it is complete. `name`
 * stands in messages; `base` is what relative links of a feed are resolved against. Throws an `InputError` for HTML,
 * other XML, and for what is nested more than 512 deep.
 */
export function createListParser(
  name: string,
  base: string | undefined,
  onItem: (item: ListItem) => void,
): ListParser {
  const problem = (text: string): InputError => new InputError(`${name}: ${text}`)
  const bases: { readonly depth: number; readonly url: string | undefined }[] = [{ depth: 0, url: base }]
  let depth = 0
  let root = ''
  let dialect: Dialect | undefined
  let item:
    | { readonly depth: number; readonly prefix: string; readonly fields: Map<string, string> }
    | undefined
  let field: { readonly name: string; text: string } | undefined

  const openRoot = (tag: string): void => {
    root = tag
    dialect = dialectOf(localName(tag))
    if (/^html$/i.test(tag)) throw problem('is an HTML page, not a sitemap or a feed')
    if (dialect === undefined) throw problem(`is XML of another kind (<${tag}>), not a sitemap or a feed`)
  }
  const openField = (tag: string, attributes: Attributes): void => {
    if (item === undefined || dialect === undefined || depth !== item.depth + 1) return
    const plain = item.prefix !== '' && tag.startsWith(item.prefix) ? tag.slice(item.prefix.length) : tag
    if (plain === 'link' && isAlternate(attributes))
      keep(ATOM_LINK, resolved(attributes.href, bases.at(-1)?.url))
    const isIdOnly = plain === 'guid' && attributes.isPermaLink === 'false'
    if (dialect.fields.has(plain) && !isIdOnly) field = { name: plain, text: '' }
  }
  const keep = (key: string, value: string): void => {
    if (value !== '' && !item?.fields.has(key)) item?.fields.set(key, value)
  }
  const closeField = (): void => {
    if (field === undefined || item === undefined || depth !== item.depth + 1) return
    const text = field.text.trim()
    keep(
      field.name,
      field.name === 'link' || field.name === 'guid' ? resolved(text, bases.at(-1)?.url) : text,
    )
    field = undefined
  }
  const closeItem = (): void => {
    if (item === undefined || dialect === undefined || depth !== item.depth) return
    const { fields } = item
    item = undefined
    onItem({ kind: dialect.kind, url: dialect.urlOf(fields), input: dialect.inputOf(fields) })
  }

  const parser = new Parser(
    {
      onprocessinginstruction(instruction, data) {
        const isHtml = instruction.toLowerCase() === '!doctype' && /^!doctype\s+html/i.test(data)
        if (isHtml && root === '') throw problem('is an HTML page, not a sitemap or a feed')
      },
      onopentag(tag, attributes) {
        depth += 1
        if (depth > MAX_DEPTH) throw problem(`is nested more than ${MAX_DEPTH} deep`)
        if (root === '') openRoot(tag)
        const within = attributes['xml:base']
        if (within !== undefined) bases.push({ depth, url: resolved(within, bases.at(-1)?.url) })
        const prefix = tag.slice(0, tag.length - localName(tag).length)
        const isItem = item === undefined && depth > 1 && localName(tag) === dialect?.item
        if (isItem) item = { depth, prefix, fields: new Map() }
        else openField(tag, attributes)
      },
      ontext(text) {
        // One character too many is kept, to tell what is too long from what is just not.
        if (field !== undefined && field.text.length <= MAX_LINE_CHARS) {
          field.text += text.slice(0, MAX_LINE_CHARS + 1 - field.text.length)
        }
      },
      onclosetag() {
        closeField()
        closeItem()
        if (bases.at(-1)?.depth === depth) bases.pop()
        depth -= 1
      },
    },
    { xmlMode: true },
  )
  return {
    write: (text) => parser.write(text),
    end() {
      if (root === '') throw problem('holds no XML element')
      if (depth > 0) throw problem(`is cut off: its </${root}> is missing`)
      parser.end()
    },
  }
}

const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1)

/** Whether a link of Atom (RFC 4287, 4.2.7) leads to the page of its entry. */
function isAlternate({ rel, href }: Attributes): boolean {
  return href !== undefined && (rel === undefined || /^(?:.*\/)?alternate$/i.test(rel.trim()))
}

/** A reference made absolute; as it is where it is absolute already, or no base is known. */
function resolved(reference: string | undefined, base: string | undefined): string {
  const text = reference?.trim() ?? ''
  // What is not UTF-8 would look like it when it was encoded.
  if (text === '' || base === undefined || !text.isWellFormed()) return text
  if (/^[a-z][a-z\d+.-]*:/i.test(text)) return text
  return URL.canParse(text, base) ? new URL(text, base).href : text
}
