import type { CheerioAPI } from 'cheerio/slim'
import type { Document } from 'domhandler'
import type { DocumentKind } from './documentKind.ts'

/** Loads cheerio, for those who ask for it: most runs never do. */
export const loadQuery = (): Promise<typeof import('cheerio/slim')> => import('cheerio/slim')

/** cheerio's `$` on a parsed page. */
export async function createQuery(root: Document, kind: DocumentKind): Promise<CheerioAPI> {
  const { load } = await loadQuery()
  return load(root, { xml: { xmlMode: kind === 'xml' } })
}
