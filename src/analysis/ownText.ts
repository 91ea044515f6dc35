import { type Element, isText } from 'domhandler'
import { textOrNull } from './collapsedText.ts'

/** The text directly in an element, CDATA included, on one line; null when there is none. */
export function ownText(element: Element | null): string | null {
  if (element === null) return null
  const pieces = element.children.flatMap((child) => {
    if (isText(child)) return child.data
    return child.type === 'cdata' ? child.children.filter(isText).map((text) => text.data) : []
  })
  return textOrNull(pieces.join(''))
}
