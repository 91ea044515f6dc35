import type { CheerioAPI } from 'cheerio/slim'
import type { DocumentKind } from './documentKind.ts'
import type { Document } from './markup/pageTree.ts'
import { queryTree } from './markup/queryTree.ts'

/** Loads cheerio, for those who ask for it: most runs never do. */
export const loadQuery = (): Promise<typeof import('cheerio/slim')> => import('cheerio/slim')

/** cheerio's `$` on a parsed page: what is changed through it leaves our own tree as it is. */
export async function createQuery(root: Document, kind: DocumentKind): Promise<CheerioAPI> {
  const { load } = await loadQuery()
  return load(queryTree(root, kind), { xml: { xmlMode: kind === 'xml' } })
}
