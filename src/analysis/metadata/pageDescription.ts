import { cleanText } from './cleanText.ts'
import type { MetadataPage } from './metadataPage.ts'
import { firstMeta } from './metaTable.ts'
import { firstFound, type Rule } from './rule.ts'

type DescriptionRule = Rule<MetadataPage, string>

const metaDescription: DescriptionRule = ({ meta }) =>
  firstMeta(
    meta,
    'description',
    'og:description',
    'twitter:description',
    'dc.description',
    'dcterms.description',
    'dcterms.abstract',
    'citation_abstract',
    'sailthru.description',
  )
const itemDescription: DescriptionRule = ({ content, items }) => {
  for (const { description } of [...content, ...items]) {
    const text = cleanText(description)
    if (text !== null) return text
  }
  return null
}

/** What the page says of itself in a sentence or two. */
export function pageDescription(page: MetadataPage): string | null {
  return firstFound([metaDescription, itemDescription], page)
}
