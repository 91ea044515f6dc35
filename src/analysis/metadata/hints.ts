import type { Element } from '../markup/pageTree.ts'

/** An element, and what its `class` and `id` say of it. */
export interface HintedElement {
  readonly element: Element
  readonly hint: string
}

export function hintedElements(elements: readonly Element[]): readonly HintedElement[] {
  return elements.map((element) => ({ element, hint: hintOf(element) }))
}

/** The names an element has been given. */
export function hintOf(element: Element): string {
  const classes = element.attribute('class') ?? ''
  const id = element.attribute('id') ?? ''
  const itemprop = element.attribute('itemprop') ?? ''
  return `${classes} ${id} ${itemprop}`
}
