import type { PageAlternate, PageFeed } from '../../types.ts'
import type { Element } from '../markup/pageTree.ts'
import { webUrl } from '../webUrl.ts'
import { cleanText } from './cleanText.ts'
import { isJsonObject, type JsonObject, type JsonValue, listOf } from './json.ts'
import type { MetadataPage } from './metadataPage.ts'
import { firstMeta } from './metaTable.ts'
import { firstFound, type Rule } from './rule.ts'

/** Most feeds and translations kept. */
const maxLinks = 500

const hasRel = (link: Element, wanted: string): boolean =>
  link.attribute('rel')?.toLowerCase().split(/\s+/).includes(wanted) ?? false

function absolute(reference: JsonValue | undefined, base: string): string | null {
  if (typeof reference !== 'string' || reference.trim() === '') return null
  return webUrl(reference.trim(), base)?.href ?? null
}

const feedTypes: ReadonlyMap<string, PageFeed['type']> = new Map([
  ['application/rss+xml', 'rss'],
  ['application/atom+xml', 'atom'],
  ['application/feed+json', 'json'],
])

/** The feeds named by `<link rel="alternate">` or `rel="feed"`, each once. */
export function feeds({ notable, base }: MetadataPage): readonly PageFeed[] {
  const byUrl = new Map<string, PageFeed>()
  for (const link of notable.links) {
    const written = link.attribute('type')
    const href = link.attribute('href')
    const title = link.attribute('title')
    if (written === undefined) continue
    const type = feedTypes.get(written.split(';', 1)[0]?.trim().toLowerCase() ?? '')
    if (type === undefined || !(hasRel(link, 'alternate') || hasRel(link, 'feed'))) continue
    const url = absolute(href, base)
    if (url !== null && !byUrl.has(url) && byUrl.size < maxLinks)
      byUrl.set(url, { url, type, title: cleanText(title) })
  }
  return [...byUrl.values()]
}

/** The page's translations, as `<link rel="alternate" hreflang>` names them, each once. */
export function alternates({ notable, base }: MetadataPage): readonly PageAlternate[] {
  const found = new Map<string, PageAlternate>()
  for (const link of notable.links) {
    const language = cleanText(link.attribute('hreflang'))
    if (language === null || !hasRel(link, 'alternate')) continue
    const url = absolute(link.attribute('href'), base)
    const key = `${language} ${url}`
    if (url !== null && !found.has(key) && found.size < maxLinks) found.set(key, { language, url })
  }
  return [...found.values()]
}

type UrlRule = Rule<MetadataPage, string>

const openGraphImage: UrlRule = ({ meta, base }) =>
  absolute(firstMeta(meta, 'og:image:secure_url', 'og:image:url', 'og:image') ?? undefined, base)
const twitterImage: UrlRule = ({ meta, base }) =>
  absolute(firstMeta(meta, 'twitter:image', 'twitter:image:src') ?? undefined, base)
const itemImage: UrlRule = ({ content, items, byId, base }) => {
  for (const { image, thumbnailUrl } of [...content, ...items]) {
    for (const value of [...listOf(image), ...listOf(thumbnailUrl)]) {
      const url = absolute(imageUrl(value, byId), base)
      if (url !== null) return url
    }
  }
  return null
}
const linkedImage: UrlRule = ({ notable, base }) =>
  absolute(notable.links.find((link) => hasRel(link, 'image_src'))?.attribute('href'), base)

function imageUrl(value: JsonValue, byId: ReadonlyMap<string, JsonObject>): JsonValue | undefined {
  if (!isJsonObject(value)) return value
  const node = byId.get(String(value['@id'])) ?? value
  return node.url ?? node.contentUrl
}

/** The URL of the picture that stands for the page. */
export function image(page: MetadataPage): string | null {
  return firstFound([openGraphImage, twitterImage, itemImage, linkedImage], page)
}

/** The URL of the icon the page names: `rel="icon"`, else a larger one for devices. */
export function favicon({ notable, base }: MetadataPage): string | null {
  for (const rel of ['icon', 'apple-touch-icon', 'apple-touch-icon-precomposed', 'mask-icon']) {
    for (const link of notable.links) {
      const url = hasRel(link, rel) ? absolute(link.attribute('href'), base) : null
      if (url !== null) return url
    }
  }
  return null
}
