import { textOrNull } from '../collapsedText.ts'
import type { Element, ParentNode } from '../markup/pageTree.ts'
import { webUrl } from '../webUrl.ts'
import { elementText } from './elementText.ts'
import type { JsonObject, JsonValue } from './json.ts'

/** Characters kept of one property. */
const maxChars = 500
/** Names of one property. */
const maxNames = 10

interface Item {
  readonly types: readonly string[]
  readonly properties: Map<string, (string | Item)[]>
}

/**
 * The page's microdata (WHATWG HTML, section 5), in the form of JSON-LD: `{ "@type": "Recipe", "name": "…" }`. A
 * property given more than once is a list. What stands in no item is gathered in one without a type, the last.
 */
export function microdata(elements: readonly Element[], base: string): readonly JsonObject[] {
  if (elements.length === 0) return []
  const loose: Item = { types: [], properties: new Map() }
  const items = new Map<ParentNode, Item>()
  const outermost: Item[] = []
  for (const element of elements) {
    const itemprop = element.attribute('itemprop')
    const item = element.attribute('itemscope') === undefined ? null : itemOf(element)
    const owner = ownerOf(element, items)
    if (itemprop === undefined) {
      if (item !== null) outermost.push(item)
    } else {
      const value = item ?? propertyValue(element, base)
      if (value !== null) addProperty(owner ?? loose, namesIn(itemprop), value)
    }
    if (item !== null) items.set(element, item)
  }
  return [...outermost, loose].map(itemObject).filter((item) => Object.keys(item).length > 0)
}

function itemOf(element: Element): Item {
  return { types: namesIn(element.attribute('itemtype')).map(shortType), properties: new Map() }
}

const namesIn = (list: string | undefined): string[] =>
  list?.toWellFormed().split(/\s+/).filter(Boolean) ?? []

const shortType = (type: string): string => type.replace(/^https?:\/\/(?:www\.)?schema\.org\//, '')

function ownerOf(element: Element, items: ReadonlyMap<ParentNode, Item>): Item | null {
  if (items.size === 0) return null
  for (let ancestor = element.parent; ancestor !== null; ancestor = ancestor.parent) {
    const item = items.get(ancestor)
    if (item !== undefined) return item
  }
  return null
}

/**
 * Under how many of its names a value stands. An item under two of them at each of many levels would be written out twice as often
 * at each, and a long text under thousands would outgrow any memory.
 */
function mostNames(value: string | Item): number {
  return typeof value === 'string' && value.length <= maxChars ? maxNames : 1
}

function addProperty({ properties }: Item, names: readonly string[], value: string | Item): void {
  for (const name of names.slice(0, mostNames(value))) {
    const values = properties.get(name)
    if (values === undefined) properties.set(name, [value])
    else values.push(value)
  }
}

function propertyValue(element: Element, base: string): string | null {
  const { name } = element
  const written = writtenValue(element)
  if (written !== undefined) return textOrNull(written)
  const reference = valueReference(element)
  if (reference !== undefined && (name !== 'a' || isUrlProperty(element.attribute('itemprop'))))
    return webUrl(reference, base)?.href.toWellFormed() ?? null
  return textOrNull(elementText(element, maxChars))
}

function writtenValue(element: Element): string | undefined {
  const content = element.attribute('content')
  if (element.name === 'time') return element.attribute('datetime') ?? content
  return content ?? (element.name === 'data' ? element.attribute('value') : undefined)
}

function valueReference(element: Element): string | undefined {
  const { name } = element
  if (name === 'img') return element.attribute('src')
  return name === 'a' || name === 'link' || name === 'area' ? element.attribute('href') : undefined
}

const isUrlProperty = (names: string | undefined): boolean => /url|sameAs|image|logo/.test(names ?? '')

/** Nested as the page is, which is bounded. */
function itemObject({ types, properties }: Item): JsonObject {
  const object: Record<string, JsonValue> = {}
  if (types.length > 0) object['@type'] = types.length === 1 ? (types[0] ?? '') : types
  for (const [name, values] of properties) {
    const plain = values.map((value) => (typeof value === 'string' ? value : itemObject(value)))
    if (name !== '__proto__') object[name] = plain.length === 1 ? (plain[0] ?? null) : plain
  }
  return object
}
