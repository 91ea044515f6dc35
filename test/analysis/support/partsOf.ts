import type { DocumentKind } from '../../../src/analysis/documentKind.ts'
import { type PageParts, pageParts } from '../../../src/analysis/pageParts.ts'
import { parsedPage } from '../../../src/analysis/parseHtml.ts'

export function partsOf(markup: string, kind: DocumentKind = 'html'): PageParts {
  return pageParts(parsedPage(markup, kind).root, kind, 'scripted')
}
