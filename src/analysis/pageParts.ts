import { type ChildNode, type Document, isTag } from 'domhandler'
import type { Heading } from '../types.ts'
import type { DocumentKind } from './documentKind.ts'
import type { Reading } from './elementRole.ts'
import { createNotableElements, type NotableElements } from './notableElements.ts'
import { createVisibleText } from './visibleText.ts'
import { walkTree } from './walkTree.ts'

/** What one walk over a page gathers for the analysers, in the order of the page. */
export interface PageParts extends NotableElements {
  readonly text: string
  readonly headings: readonly Heading[]
}

/** Gathers the parts of a page in one walk. */
export function pageParts(document: Document, kind: DocumentKind, reading: Reading): PageParts {
  const notable = createNotableElements(kind)
  const visible = createVisibleText(kind, reading)
  walkTree(document, {
    enter(node: ChildNode): boolean {
      if (node.type === 'comment' || node.type === 'directive') return false
      if (isTag(node)) notable.note(node)
      return visible.enter(node)
    },
    leave: visible.leave,
  })
  return { ...notable.elements(), text: visible.text(), headings: visible.headings() }
}
