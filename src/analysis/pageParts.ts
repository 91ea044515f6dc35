import type { Heading } from '../types.ts'
import type { DocumentKind } from './documentKind.ts'
import type { Reading } from './elementRole.ts'
import { createHeadings } from './headings.ts'
import { type MeasuredPage, measuredPage } from './mainText/measuredPage.ts'
import { createPageBlocks } from './mainText/pageBlocks.ts'
import { type ChildNode, type Document, type Element, isElement } from './markup/pageTree.ts'
import { createMetadataElements, type MetadataElements } from './metadata/createMetadataElements.ts'
import { createNotableElements, type NotableElements } from './notableElements.ts'
import { createStructureElements, type StructureElements } from './structure/createStructureElements.ts'
import { walkTree } from './walkTree.ts'

/** What one walk over a page gathers for the analysers, in the order of the page. */
export interface PageParts extends NotableElements {
  /** What the page shows, in blocks. */
  readonly measured: MeasuredPage
  readonly headings: readonly Heading[]
  /** What may say who wrote the page, and when. */
  readonly marked: MetadataElements
  readonly structure: StructureElements
}

/** Gathers the parts of a page, or of an element of one, in one walk. */
export function pageParts(root: Document | Element, kind: DocumentKind, reading: Reading): PageParts {
  const notable = createNotableElements(kind)
  const marked = createMetadataElements()
  const shown = createPageBlocks(kind, reading)
  const headings = createHeadings()
  const structure = createStructureElements()
  walkTree(root, {
    enter(node: ChildNode): boolean {
      if (node.type === 'comment' || node.type === 'directive') return false
      const isRead = shown.enter(node)
      if (isElement(node)) {
        notable.note(node)
        marked.element(node)
        if (isRead) {
          headings.enter(node, shown.position())
          structure.enter(node, shown.position())
        }
      }
      return isRead
    },
    leave(node: ChildNode): void {
      shown.leave(node)
      if (!isElement(node)) return
      headings.leave(node, shown.position())
      structure.leave(node, shown.position())
    },
  })
  const elements = notable.elements()
  const measured = measuredPage(shown.content(), elements)
  return {
    ...elements,
    measured,
    headings: headings.all(shown.content().blocks),
    marked: marked.elements(),
    structure: structure.elements(),
  }
}
