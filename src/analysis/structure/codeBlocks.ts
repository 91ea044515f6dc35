import type { CodeBlock } from '../../types.ts'
import { type Element, isElement, type ParentNode } from '../markup/pageTree.ts'
import { codeLanguage } from './codeLanguage.ts'
import { codeText, isLineNumbers } from './codeText.ts'
import { holdsMainText, type IsMain } from './mainPlace.ts'
import type { PlacedElement } from './structureElements.ts'

/** The preformatted blocks of the main text in the order of the page, white space kept, without line numbers. */
export function codeBlocks(placed: readonly PlacedElement[], isMain: IsMain): readonly CodeBlock[] {
  return placed.flatMap((code) => {
    if (!holdsMainText(code, isMain) || isGutter(code.element)) return []
    const text = codeText(code.element)
    return text === '' ? [] : [{ language: codeLanguage(code.element), text }]
  })
}

const maxAncestors = 3

/** Whether a `<pre>` stands beside code and has nothing but the numbers of its lines. */
export function isGutter(pre: Element): boolean {
  let ancestor: ParentNode | null = pre
  for (let step = 0; step < maxAncestors && ancestor !== null && isElement(ancestor); step++) {
    if (isLineNumbers(ancestor)) return true
    if (ancestor.name === 'td') return false
    ancestor = ancestor.parent
  }
  return false
}
