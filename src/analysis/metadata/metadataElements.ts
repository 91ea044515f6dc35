import { attributeMarks, hasAny } from '../markup/attributeMarks.ts'
import type { Element } from '../markup/pageTree.ts'

/** The elements that only the metadata asks for, in the order of the page, the first of each kind. */
export interface MetadataElements {
  /** `<h1>` elements. */
  readonly headings: readonly Element[]
  /** `<time>` elements. */
  readonly times: readonly Element[]
  /** Elements with `itemscope` or `itemprop`. */
  readonly items: readonly Element[]
  /** Elements whose `rel`, `class` or `id` may speak of an author or a date. */
  readonly hinted: () => readonly Element[]
}

const maxHeadings = 20
const maxTimes = 100
const maxItems = 1000
const maxHinted = 300
/** A longer `class` is a list of style rules, and names nothing. */
const maxHintChars = 80

const hint = /auth|by-?line|creat|contrib|writer|editor|post|date|publi|time|user|name/i

const itemMarks = attributeMarks.itemprop | attributeMarks.itemscope
const hintMarks = attributeMarks.class | attributeMarks.id | attributeMarks.rel

/** Keeps what the metadata needs of the elements that come by in document order. Each costs a constant time. */
export class MetadataGatherer {
  private readonly headings: Element[] = []
  private readonly times: Element[] = []
  private readonly items: Element[] = []
  private readonly mayHint: Element[] = []

  note(element: Element): void {
    if (hasAny(element, itemMarks) && isItem(element) && this.items.length < maxItems)
      this.items.push(element)
    switch (element.name) {
      case 'h1':
        if (this.headings.length < maxHeadings) this.headings.push(element)
        break
      case 'time':
        if (this.times.length < maxTimes) this.times.push(element)
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
    if (hasAny(element, hintMarks)) this.mayHint.push(element)
  }

  elements(): MetadataElements {
    const { headings, times, items, mayHint } = this
    return { headings, times, items, hinted: () => hintedAmong(mayHint) }
  }
}

function isItem(element: Element): boolean {
  return element.attribute('itemprop') !== undefined || element.attribute('itemscope') !== undefined
}

/** Most pages say in their data who wrote them and when, so that names are looked through only when somebody asks. */
function hintedAmong(elements: readonly Element[]): readonly Element[] {
  const found: Element[] = []
  for (const element of elements) {
    if (found.length === maxHinted) break
    if (isHinted(element)) found.push(element)
  }
  return found
}

function isHinted(element: Element): boolean {
  const classes = element.attribute('class')
  if (classes !== undefined && isShortHint(classes)) return true
  const id = element.attribute('id')
  return (id !== undefined && hint.test(id)) || element.attribute('rel')?.includes('author') === true
}

function isShortHint(classes: string): boolean {
  return classes.length <= maxHintChars && hint.test(classes)
}
