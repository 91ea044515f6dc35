import type { Heading } from '../types.ts'
import type { DocumentKind } from './documentKind.ts'
import type { Reading } from './elementRole.ts'
import { HeadingNotes } from './headings.ts'
import { type MeasuredPage, measuredPage } from './mainText/measuredPage.ts'
import { PageBlocks } from './mainText/pageBlocks.ts'
import { type ChildNode, type Document, type Element, isElement } from './markup/pageTree.ts'
import { type MetadataElements, MetadataGatherer } from './metadata/metadataElements.ts'
import { type NotableElements, NotableGatherer } from './notableElements.ts'
import { type StructureElements, StructureGatherer } from './structure/structureElements.ts'
import { type TreeVisitor, walkTree } from './walkTree.ts'

/** What one walk over a page gathers for the analysers, in the order of the page. */
export interface PageParts {
  readonly notable: NotableElements
  /** What the page shows, in blocks. */
  readonly measured: MeasuredPage
  readonly headings: readonly Heading[]
  /** What may say who wrote the page, and when. */
  readonly marked: MetadataElements
  readonly structure: StructureElements
}

/** Gathers the parts of a page, or of an element of one, in one walk. */
export function pageParts(root: Document | Element, kind: DocumentKind, reading: Reading): PageParts {
  const gatherer = new PartsGatherer(kind, reading)
  walkTree(root, gatherer)
  return gatherer.parts()
}

class PartsGatherer implements TreeVisitor {
  private readonly shown: PageBlocks
  private readonly notable: NotableGatherer
  private readonly marked = new MetadataGatherer()
  private readonly headings = new HeadingNotes()
  private readonly structure = new StructureGatherer()

  constructor(kind: DocumentKind, reading: Reading) {
    this.shown = new PageBlocks(kind, reading)
    this.notable = new NotableGatherer(kind)
  }

  enter(node: ChildNode): boolean {
    if (node.type === 'comment' || node.type === 'directive') return false
    const isRead = this.shown.enter(node)
    if (isElement(node)) {
      this.notable.note(node)
      this.marked.note(node)
      if (isRead) {
        const position = this.shown.position()
        this.headings.enter(node, position)
        this.structure.enter(node, position)
      }
    }
    return isRead
  }

  leave(node: ChildNode): void {
    this.shown.leave(node)
    if (!isElement(node)) return
    const position = this.shown.position()
    this.headings.leave(node, position)
    this.structure.leave(node, position)
  }

  parts(): PageParts {
    const notable = this.notable.elements()
    const content = this.shown.content()
    return {
      notable,
      measured: measuredPage(content, notable),
      headings: this.headings.all(content.blocks),
      marked: this.marked.elements(),
      structure: this.structure.elements(),
    }
  }
}
