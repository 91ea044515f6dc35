import type { DocumentKind } from '../../../src/analysis/documentKind.ts'
import { parsedPage } from '../../../src/analysis/markup/parsedPage.ts'
import { type PageParts, pageParts } from '../../../src/analysis/pageParts.ts'

export function partsOf(markup: string, kind: DocumentKind = 'html'): PageParts {
  return pageParts(parsedPage(markup, kind).root, kind, 'scripted')
}
