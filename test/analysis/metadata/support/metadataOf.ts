import type { DocumentKind } from '../../../../src/analysis/documentKind.ts'
import { isElement } from '../../../../src/analysis/markup/pageTree.ts'
import { parsedPage } from '../../../../src/analysis/markup/parsedPage.ts'
import { metadata } from '../../../../src/analysis/metadata/metadata.ts'
import { MetadataGatherer } from '../../../../src/analysis/metadata/metadataElements.ts'
import type { MetadataSource } from '../../../../src/analysis/metadata/metadataPage.ts'
import { NotableGatherer } from '../../../../src/analysis/notableElements.ts'
import { walkTree } from '../../../../src/analysis/walkTree.ts'
import type { PageMetadata } from '../../../../src/types.ts'
import { fixture } from '../../support/analysed.ts'

export const pageUrl = 'https://www.mill.example/journal/wheel?from=home'

/** What one walk over the markup gives to its metadata. */
export function sourceOf(markup: string, url = pageUrl, kind: DocumentKind = 'html'): MetadataSource {
  const notable = new NotableGatherer(kind)
  const marked = new MetadataGatherer()
  walkTree(parsedPage(markup, kind).root, {
    enter(node) {
      if (!isElement(node)) return false
      notable.note(node)
      marked.note(node)
      return true
    },
    leave() {},
  })
  return { notable: notable.elements(), marked: marked.elements(), pageUrl: url }
}

export const metadataOf = (markup: string, url = pageUrl): PageMetadata => metadata(sourceOf(markup, url))

export const metadataOfFixture = (name: string, url = pageUrl): PageMetadata =>
  metadataOf(new TextDecoder().decode(fixture(`metadata-${name}.html`)), url)
