import type { Element } from 'domhandler'

/** An element, and what its `class` and `id` say of it. */
export interface HintedElement {
  readonly element: Element
  readonly hint: string
}

export function hintedElements(elements: readonly Element[]): readonly HintedElement[] {
  return elements.map((element) => ({ element, hint: hintOf(element) }))
}

/** The names an element has been given. */
export function hintOf({ attribs }: Element): string {
  const { class: classes = '', id = '', itemprop = '' } = attribs
  return `${classes} ${id} ${itemprop}`
}
