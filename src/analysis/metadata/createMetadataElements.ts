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
    const { name, attribs } = element
    if (attribs.itemprop !== undefined || attribs.itemscope !== undefined) {
      if (items.length < maxItems) items.push(element)
    }
    switch (name) {
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
    if (hinted.length < maxHinted && isHinted(attribs)) hinted.push(element)
  }

  return { element, elements: (): MetadataElements => ({ headings, times, items, hinted }) }
}

function isHinted({ class: classes, id, rel }: Element['attribs']): boolean {
  if (classes !== undefined && classes.length <= maxHintChars && hint.test(classes)) return true
  return rel?.includes('author') || (id !== undefined && hint.test(id))
}
