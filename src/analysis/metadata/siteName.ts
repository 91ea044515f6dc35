import { cleanText } from './cleanText.ts'
import { isJsonObject, type JsonObject, listOf } from './json.ts'
import { typesOf } from './linkedNodes.ts'
import type { MetadataPage } from './metadataPage.ts'
import { firstMeta } from './metaTable.ts'
import { firstFound, type Rule } from './rule.ts'

type NameRule = Rule<MetadataPage, string>

const openGraphName: NameRule = ({ meta }) => {
  const name = firstMeta(meta, 'og:site_name')
  return name === firstMeta(meta, 'og:title') ? null : name
}
const websiteName: NameRule = ({ things }) =>
  nameOf(things.find((thing) => typesOf(thing).includes('WebSite')))
const publisherName: NameRule = ({ content, byId }) => {
  for (const { publisher } of content) {
    for (const value of listOf(publisher)) {
      const node = isJsonObject(value) ? (byId.get(String(value['@id'])) ?? value) : undefined
      const name = typeof value === 'string' ? cleanText(value) : nameOf(node)
      if (name !== null) return name
    }
  }
  return null
}
const applicationName: NameRule = ({ meta }) =>
  firstMeta(meta, 'application-name', 'apple-mobile-web-app-title')

const nameOf = (node: JsonObject | undefined): string | null => cleanText(node?.name)

/** What the site calls itself. */
export function siteName(page: MetadataPage): string | null {
  return firstFound([openGraphName, websiteName, publisherName, applicationName], page)
}
