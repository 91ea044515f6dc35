import { baseUrl } from '../baseUrl.ts'
import { declaredLanguage, primaryLanguage } from '../declaredLanguage.ts'
import type { Element } from '../markup/pageTree.ts'
import type { NotableElements } from '../notableElements.ts'
import { onceMade } from '../onceMade.ts'
import { ownText } from '../ownText.ts'
import { cleanText } from './cleanText.ts'
import { contentNodes } from './contentNode.ts'
import { elementText } from './elementText.ts'
import { type HintedElement, hintedElements } from './hints.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { isJsonObject } from './json.ts'
import { jsonLdBlocks } from './jsonLdBlocks.ts'
import { linkedNodes } from './linkedNodes.ts'
import type { MetadataElements } from './metadataElements.ts'
import { type MetaTable, metaTable } from './metaTable.ts'
import { microdata } from './microdata.ts'
import { type NearTexts, textsNear } from './nearTitle.ts'
import { overlap } from './overlap.ts'
import { attempted } from './rule.ts'
import type { DateStyle } from './writtenDate.ts'

/** What a page gives to its metadata. */
export interface MetadataSource {
  readonly notable: NotableElements
  readonly marked: MetadataElements
  readonly pageUrl: string
}

/** What the rules read: each source of metadata, read once. */
export interface MetadataPage extends MetadataSource {
  readonly base: string
  /** The host name in `pageUrl`, and its path. */
  readonly host: string
  readonly path: string
  readonly meta: MetaTable
  readonly jsonLd: readonly JsonValue[]
  readonly microdata: readonly JsonObject[]
  /** What the page is about, of JSON-LD and of microdata, best first. */
  readonly content: readonly JsonObject[]
  readonly items: readonly JsonObject[]
  /** All things JSON-LD names. */
  readonly things: readonly JsonObject[]
  readonly byId: ReadonlyMap<string, JsonObject>
  readonly dateStyle: DateStyle
  /** The texts of its main headings. */
  readonly headings: readonly string[]
  /** The texts around the one of them that is most like the title. */
  readonly near: () => NearTexts
  readonly hinted: () => readonly HintedElement[]
}

/** Reads the sources of a page. One that cannot be read is empty. */
export function metadataPage(source: MetadataSource): MetadataPage {
  const { notable, marked, pageUrl } = source
  const base = baseUrl(notable, pageUrl)
  const { hostname: host, pathname: path } = new URL(pageUrl)
  const jsonLd = attempted(jsonLdBlocks, notable.scripts) ?? []
  const itemsFound = attempted((elements: MetadataElements) => microdata(elements.items, base), marked) ?? []
  const linked = linkedNodes(jsonLd)
  const named = namedHeadings(marked.headings)
  const headings = named.map(({ text }) => text)
  const headingElement = anchorHeading(named, cleanText(ownText(notable.title)))
  const isOwn = ownNode(pageUrl, headings)
  return {
    notable,
    marked,
    pageUrl,
    base,
    host,
    path,
    meta: metaTable(notable.metas),
    jsonLd,
    microdata: itemsFound,
    content: contentNodes(linked.main, isOwn),
    items: contentNodes(linkedNodes(itemsFound).main, isOwn),
    things: linked.main,
    byId: linked.byId,
    dateStyle: dateStyle(notable, host),
    headings,
    hinted: onceMade(() => hintedElements(marked.hinted())),
    near: onceMade(() => (headingElement === null ? { after: [], before: [] } : textsNear(headingElement))),
  }
}

interface NamedHeading {
  readonly element: Element
  readonly text: string
}

function namedHeadings(elements: readonly Element[]): NamedHeading[] {
  const named: NamedHeading[] = []
  for (const element of elements) {
    const text = cleanText(elementText(element, 500).replace(/\s*[¶§]\s*$/, ''))
    if (text !== null) named.push({ element, text })
  }
  return named
}

/** The heading that is most like the title, the first of them if all are alike. */
function anchorHeading(headings: readonly NamedHeading[], title: string | null): Element | null {
  let best: { element: Element; agreement: number } | null = null
  for (const { element, text } of headings) {
    const agreement = title === null ? 0 : overlap(text, title)
    if (best === null || agreement > best.agreement) best = { element, agreement }
  }
  return best?.element ?? null
}

function ownNode(pageUrl: string, headings: readonly string[]) {
  const own = addressKey(pageUrl)
  return (node: JsonObject): boolean => {
    const { mainEntityOfPage: page } = node
    const addresses = [node.url, node['@id'], isJsonObject(page) ? page['@id'] : page]
    if (addresses.some((address) => typeof address === 'string' && addressKey(address) === own)) return true
    return headings.some((heading) => node.headline === heading || node.name === heading)
  }
}

const addressKey = (url: string): string => url.replace(/^https?:\/\/(?:www\.)?|\/?(?:[?#].*)?$/g, '')

/** English is written month first, but for the countries that do not. */
function dateStyle(notable: NotableElements, host: string): DateStyle {
  const declared = declaredLanguage(notable)
  const language = primaryLanguage(declared)
  const isElsewhere = /^en[-_](?!us)/i.test(declared ?? '') || /\.(?:uk|au|nz|ie|za|in)$/.test(host)
  return { language, monthFirst: (language === null || language === 'en') && !isElsewhere }
}
