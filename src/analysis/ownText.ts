import { textOrNull } from './collapsedText.ts'
import { type Element, textIn } from './markup/pageTree.ts'

/** The text directly in an element, CDATA included, on one line; null when there is none. */
export function ownText(element: Element | null): string | null {
  if (element === null) return null
  return textOrNull(textIn(element))
}
