import type { CheerioAPI } from 'cheerio/slim'
import type { Document } from 'domhandler'
import type { DocumentKind } from './documentKind.ts'

/** cheerio's `$` on a parsed page. Loaded only here: most runs never ask for it. */
export async function createQuery(root: Document, kind: DocumentKind): Promise<CheerioAPI> {
  const { load } = await import('cheerio/slim')
  return load(root, { xml: { xmlMode: kind === 'xml' } })
}
