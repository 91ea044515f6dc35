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
export function createStructureElements() {
  const found = {
    links: [] as OpenElement[],
    images: [] as OpenElement[],
    tables: [] as OpenElement[],
    lists: [] as OpenElement[],
    code: [] as OpenElement[],
  }
  const open: OpenElement[] = []
  let last: Element | null = null
  let isInCode = false

  function begin(list: OpenElement[], element: Element, position: number): void {
    const placed = { element, from: position, to: position }
    list.push(placed)
    open.push(placed)
    last = element
  }

  return {
    enter(element: Element, position: number): void {
      switch (element.name) {
        case 'a':
        case 'area':
          if (element.attribute('href') !== undefined) begin(found.links, element, position)
          return
        case 'img':
          found.images.push({ element, from: position, to: position })
          return
        case 'ul':
        case 'ol':
        case 'dl':
          begin(found.lists, element, position)
          return
        case 'table':
          begin(found.tables, element, position)
          return
        case 'pre':
          if (isInCode) return
          isInCode = true
          begin(found.code, element, position)
          return
      }
    },
    leave(element: Element, position: number): void {
      if (element !== last) return
      const placed = open.pop()
      if (placed !== undefined) placed.to = position
      last = open.at(-1)?.element ?? null
      if (element.name === 'pre') isInCode = false
    },
    elements: (): StructureElements => found,
  }
}
