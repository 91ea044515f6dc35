import type { Element } from 'domhandler'

/** The elements that only the metadata asks for, in the order of the page, the first of each kind. */
export interface MetadataElements {
  /** `<h1>` elements. */
  readonly headings: readonly Element[]
  /** `<time>` elements. */
  readonly times: readonly Element[]
  /** Elements with `itemscope` or `itemprop`. */
  readonly items: readonly Element[]
  /** Elements whose `rel`, `class` or `id` may speak of an author or a date. */
  readonly hinted: readonly Element[]
}

const maxHeadings = 20
const maxTimes = 100
const maxItems = 1000
const maxHinted = 300
/** A longer `class` is a list of style rules, and names nothing. */
const maxHintChars = 80

const hint = /auth|by-?line|creat|contrib|writer|editor|post|date|publi|time|user|name/i

/** Keeps what the metadata needs of the elements that come by in document order. Each costs a constant time. */
export function createMetadataElements() {
  const headings: Element[] = []
  const times: Element[] = []
  const items: Element[] = []
  const hinted: Element[] = []

  function element(element: Element): void {
    const { isItem, isHinted } = hintsOf(element.attribs)
    if (isItem && items.length < maxItems) items.push(element)
    switch (element.name) {
      case 'h1':
        if (headings.length < maxHeadings) headings.push(element)
        break
      case 'time':
        if (times.length < maxTimes) times.push(element)
        break
      case 'meta':
      case 'link':
      case 'script':
      case 'style':
      case 'img':
      case 'path':
      case 'body':
      case 'html':
        return
    }
    if (isHinted && hinted.length < maxHinted) hinted.push(element)
  }

  return { element, elements: (): MetadataElements => ({ headings, times, items, hinted }) }
}

/** Whether an element is a part of an item, and whether its names may speak of an author or a date. */
function hintsOf(attribs: Element['attribs']): { isItem: boolean; isHinted: boolean } {
  let isItem = false
  let isHinted = false
  // Most elements have one or two attributes: asking for each of five by its name takes longer.
  for (const attribute in attribs) {
    switch (attribute) {
      case 'itemprop':
      case 'itemscope':
        isItem = true
        break
      case 'class':
        isHinted ||= isShortHint(attribs[attribute] as string)
        break
      case 'id':
        isHinted ||= hint.test(attribs[attribute] as string)
        break
      case 'rel':
        isHinted ||= (attribs[attribute] as string).includes('author')
        break
    }
  }
  return { isItem, isHinted }
}

function isShortHint(classes: string): boolean {
  return classes.length <= maxHintChars && hint.test(classes)
}
