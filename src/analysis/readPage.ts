import type { DecodedPage } from './decodePage.ts'
import type { DocumentKind } from './documentKind.ts'
import { openFeedTexts } from './feed/openFeedTexts.ts'
import { fewWords, isMostlyConcealed } from './mainText/isMostlyConcealed.ts'
import { measuredPage } from './mainText/measuredPage.ts'
import { plainBlocks } from './mainText/plainBlocks.ts'
import type { Document } from './markup/pageTree.ts'
import { type ParsedPage, parsedPage } from './markup/parsedPage.ts'
import { MetadataGatherer } from './metadata/metadataElements.ts'
import { NotableGatherer } from './notableElements.ts'
import { type PageParts, pageParts } from './pageParts.ts'
import { StructureGatherer } from './structure/structureElements.ts'

export interface ReadPage extends ParsedPage {
  readonly parts: PageParts
}

/** A page parsed and walked. Plain text is a document of one text node. */
export function readPage({ text, kind }: Pick<DecodedPage, 'text' | 'kind'>): ReadPage {
  if (kind === 'plain') {
    const notable = new NotableGatherer(kind).elements()
    const marked = new MetadataGatherer().elements()
    const structure = new StructureGatherer().elements()
    const plain = plainBlocks(text)
    const parts = { notable, headings: [], measured: measuredPage(plain, notable), marked, structure }
    return { root: plain.root, depthTruncated: false, parts }
  }
  const { root, depthTruncated } = parsedPage(text, kind)
  if (kind === 'xml') openFeedTexts(root)
  return { root, depthTruncated, parts: readableParts(root, kind) }
}

/**
 * Some pages show next to nothing until a script has run, and have their whole text in `<noscript>`; then that
 * is their text. A notice to turn scripts on is not.
 */
function readableParts(root: Document, kind: DocumentKind): PageParts {
  const scripted = pageParts(root, kind, 'scripted')
  const { shownWords } = scripted.measured
  if (shownWords >= fewWords || !scripted.notable.hasNoscript) return scripted
  const scriptless = pageParts(root, kind, 'scriptless')
  const words = scriptless.measured.shownWords
  return isMostlyConcealed({ words, shownWords }) ? scriptless : scripted
}
