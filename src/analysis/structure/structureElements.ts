import type { Element } from '../markup/pageTree.ts'

/** An element and where it stands among the blocks of its page: the positions of `PageBlocks` before and after it. */
export interface PlacedElement {
  readonly element: Element
  readonly from: number
  readonly to: number
}

/** What the structure of a page is read from, in the order of the page. */
export interface StructureElements {
  /** `<a>` and `<area>` elements with an `href`. */
  readonly links: readonly PlacedElement[]
  readonly images: readonly PlacedElement[]
  readonly tables: readonly PlacedElement[]
  /** `<ul>`, `<ol>` and `<dl>` elements. */
  readonly lists: readonly PlacedElement[]
  /** `<pre>` elements that stand in no other. */
  readonly code: readonly PlacedElement[]
}

interface OpenElement {
  readonly element: Element
  readonly from: number
  to: number
}

/**
 * Gathers links, images, tables, lists and code while a tree is walked. Each element costs a constant time.
 * `enter` is to be called after `PageBlocks` has entered the element, and `leave`, for each element that was
 * entered, after `PageBlocks` has left it, with `PageBlocks.position()` of that moment.
 */
export class StructureGatherer {
  private readonly found = {
    links: [] as OpenElement[],
    images: [] as OpenElement[],
    tables: [] as OpenElement[],
    lists: [] as OpenElement[],
    code: [] as OpenElement[],
  }
  private readonly open: OpenElement[] = []
  private last: Element | null = null
  private isInCode = false

  enter(element: Element, position: number): void {
    const { found } = this
    switch (element.name) {
      case 'a':
      case 'area':
        if (element.attribute('href') !== undefined) this.begin(found.links, element, position)
        return
      case 'img':
        found.images.push({ element, from: position, to: position })
        return
      case 'ul':
      case 'ol':
      case 'dl':
        this.begin(found.lists, element, position)
        return
      case 'table':
        this.begin(found.tables, element, position)
        return
      case 'pre':
        if (this.isInCode) return
        this.isInCode = true
        this.begin(found.code, element, position)
        return
    }
  }

  leave(element: Element, position: number): void {
    if (element !== this.last) return
    const placed = this.open.pop()
    if (placed !== undefined) placed.to = position
    this.last = this.open.at(-1)?.element ?? null
    if (element.name === 'pre') this.isInCode = false
  }

  elements(): StructureElements {
    return this.found
  }

  private begin(list: OpenElement[], element: Element, position: number): void {
    const placed = { element, from: position, to: position }
    list.push(placed)
    this.open.push(placed)
    this.last = element
  }
}
