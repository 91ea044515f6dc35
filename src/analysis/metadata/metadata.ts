import type { PageMetadata } from '../../types.ts'
import { canonical } from '../canonical.ts'
import { declaredLanguage } from '../declaredLanguage.ts'
import { authors } from './authors.ts'
import { type MetadataPage, type MetadataSource, metadataPage } from './metadataPage.ts'
import { metaGroup } from './metaGroup.ts'
import { modifiedAt } from './modifiedAt.ts'
import { pageDescription } from './pageDescription.ts'
import { pageTitle } from './pageTitle.ts'
import { publishedAt } from './publishedAt.ts'
import { alternates, favicon, feeds, image } from './references.ts'
import { robots } from './robots.ts'
import { attempted, type Rule } from './rule.ts'
import { siteName } from './siteName.ts'

const graphPrefixes = ['og:', 'article:', 'book:', 'profile:', 'product:', 'video:', 'music:', 'fb:']

/**
 * The metadata of a page, from whatever says most: each fact has rules in order of their rank, and one that
 * fails is passed over. Plain data, bounded in size; time is linear in the page. Never throws.
 */
export function metadata(source: MetadataSource): PageMetadata {
  const page = metadataPage(source)
  const fact = <Value>(rule: Rule<MetadataPage, Value>): Value | null => attempted(rule, page)
  return {
    title: fact(pageTitle),
    authors: fact(authors) ?? [],
    publishedAt: fact(publishedAt),
    modifiedAt: fact(modifiedAt),
    description: fact(pageDescription),
    siteName: fact(siteName),
    canonical: fact(({ notable, pageUrl }) => canonical(notable, pageUrl)),
    image: fact(image),
    favicon: fact(favicon),
    language: fact(({ notable }) => declaredLanguage(notable)),
    alternates: fact(alternates) ?? [],
    feeds: fact(feeds) ?? [],
    robots: fact(robots),
    openGraph: fact(({ meta }) => metaGroup(meta, graphPrefixes)) ?? {},
    twitter: fact(({ meta }) => metaGroup(meta, ['twitter:'])) ?? {},
    jsonLd: page.jsonLd,
    microdata: page.microdata,
  }
}
