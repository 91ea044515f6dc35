import type { DateRule } from './dateRule.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { listOf } from './json.ts'
import { machineDate } from './machineDate.ts'
import type { MetadataPage } from './metadataPage.ts'
import type { DateStyle } from './writtenDate.ts'

/** The first of these properties that is a date, thing by thing. */
function propertyDate(
  nodes: (page: MetadataPage) => readonly JsonObject[],
  ...names: readonly string[]
): DateRule {
  return (page) => {
    for (const node of nodes(page)) {
      for (const name of names) {
        const date = firstDate(listOf(node[name]), page.dateStyle)
        if (date !== null) return date
      }
    }
    return null
  }
}

function metaDate(...names: readonly string[]): DateRule {
  return ({ meta, dateStyle }) => {
    for (const name of names) {
      const date = firstDate(meta.get(name) ?? [], dateStyle)
      if (date !== null) return date
    }
    return null
  }
}

function firstDate(values: readonly JsonValue[], style: DateStyle): string | null {
  for (const value of values) {
    const date = machineDate(value, style)
    if (date !== null) return date
  }
  return null
}

const ofContent = ({ content }: MetadataPage) => content
const ofItems = ({ items, microdata }: MetadataPage) => [
  ...items,
  ...microdata.filter((node) => node['@type'] === undefined),
]

export const jsonLdPublished = propertyDate(
  ofContent,
  'datePublished',
  'uploadDate',
  'dateCreated',
  'datePosted',
)
export const microdataPublished = propertyDate(ofItems, 'datePublished', 'uploadDate', 'dateCreated')
export const metaPublished = metaDate(
  'article:published_time',
  'article:published',
  'og:published_time',
  'og:article:published_time',
  'og:pubdate',
  'itemprop:datepublished',
  'rnews:datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'publish-date',
  'publish_date',
  'publishdate',
  'published_date',
  'pubdate',
  'ptime',
  'article_date_original',
  'publication_date',
  'citation_publication_date',
  'citation_online_date',
  'citation_date',
  'dcterms.issued',
  'dc.date.issued',
  'dc.date.created',
  'dcterms.created',
  'dcterms.date',
  'dc.date',
  'bt:pubdate',
  'originalpublicationdate',
  'date',
)

export const jsonLdModified = propertyDate(ofContent, 'dateModified')
export const microdataModified = propertyDate(ofItems, 'dateModified')
export const metaModified = metaDate(
  'article:modified_time',
  'og:updated_time',
  'og:modified_time',
  'article:updated_time',
  'last-modified',
  'lastmod',
  'dcterms.modified',
  'dc.date.modified',
  'itemprop:datemodified',
  'updated_time',
  'revised',
)
