import type { AuthorRule } from './authorRule.ts'
import {
  citationAuthors,
  jsonLdAuthors,
  labelledAuthors,
  metaAuthors,
  microdataAuthors,
  otherMetaAuthors,
} from './dataAuthors.ts'
import type { MetadataPage } from './metadataPage.ts'
import { isOffice } from './personNames.ts'
import { attempted } from './rule.ts'
import { bylineAuthors, linkedAuthors, namedAuthors, postingUser, textAuthors } from './shownAuthors.ts'
import { isSite, siteOf } from './site.ts'

const authorRules: readonly AuthorRule[] = [
  jsonLdAuthors,
  citationAuthors,
  metaAuthors,
  otherMetaAuthors,
  labelledAuthors,
  microdataAuthors,
  namedAuthors,
  linkedAuthors,
  textAuthors,
  bylineAuthors,
  postingUser,
]

/**
 * Who wrote the page, in the order of its byline, each once; empty when nobody is named. The site itself, or its editors as
 * such, are named only where no person is.
 */
export function authors(page: MetadataPage): readonly string[] {
  const site = siteOf(page)
  let organisation: readonly string[] = []
  for (const rule of authorRules) {
    const names = attempted(rule, page) ?? []
    const named = names.filter((name) => !isSite(name, site))
    if (named.some((name) => !isOffice(name))) return named
    if (organisation.length === 0) organisation = named.length > 0 ? named : names
  }
  return organisation
}
