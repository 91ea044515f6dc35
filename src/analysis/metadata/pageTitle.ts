import { ownText } from '../ownText.ts'
import { cleanText } from './cleanText.ts'
import type { JsonObject } from './json.ts'
import type { MetadataPage } from './metadataPage.ts'
import { firstMeta } from './metaTable.ts'
import { overlap } from './overlap.ts'
import { firstFound, type Rule } from './rule.ts'
import { isSite, siteOf } from './site.ts'
import { titleWithoutSite } from './titleWithoutSite.ts'

/** What a page is called in several places; null where it is not, and where its site is meant. */
interface Titles {
  readonly citation: string | null
  readonly element: string | null
  readonly openGraph: string | null
  readonly headings: readonly string[]
  readonly jsonLd: string | null
  readonly microdata: string | null
}

function titlesOf(page: MetadataPage): Titles {
  const { meta, content, items } = page
  const site = siteOf(page)
  const jsonLd = titlesOfNodes(content)
  const microdata = titlesOfNodes(items)
  const headings = page.headings.filter((heading) => !isSite(heading, site))
  const names = [...headings, ...jsonLd, ...microdata].filter((name) => !isSite(name, site))
  const own = cleanText(ownText(page.notable.title))
  const shared = firstMeta(meta, 'og:title', 'twitter:title')
  const cut = shared === null ? null : titleWithoutSite(shared, site, names)
  // One that shares no word with the page's own title is that of the site.
  const isOfSite = cut !== null && own !== null && (overlap(cut, own) === 0 || isSite(cut, site))
  return {
    citation: firstMeta(meta, 'citation_title', 'dc.title', 'dcterms.title', 'parsely-title'),
    element: own === null ? null : titleWithoutSite(own, site, names),
    openGraph: isOfSite ? null : cut,
    headings,
    jsonLd: jsonLd[0] ?? null,
    microdata: microdata[0] ?? null,
  }
}

function titlesOfNodes(nodes: readonly JsonObject[]): string[] {
  return nodes.flatMap(({ headline, name }) => cleanText(headline) ?? cleanText(name) ?? [])
}

/** Words in common, as a part of all, from which a heading says the same as a title. */
const leastAgreement = 0.4

/** The heading that says nearly what the title says: it is what readers see. */
const agreedHeading: Rule<Titles, string> = ({ headings, element, openGraph }) => {
  let best: { heading: string; agreement: number } | null = null
  for (const heading of headings) {
    const agreement = Math.max(overlap(heading, element ?? ''), overlap(heading, openGraph ?? ''))
    if (agreement >= leastAgreement && agreement > (best?.agreement ?? 0)) best = { heading, agreement }
  }
  return best?.heading ?? null
}

const titleRules: readonly Rule<Titles, string>[] = [
  (titles) => titles.citation,
  agreedHeading,
  (titles) => titles.openGraph,
  (titles) => titles.element,
  (titles) => titles.jsonLd,
  (titles) => titles.headings[0] ?? null,
  (titles) => titles.microdata,
]

/** What the page is called, without the name of its site. */
export function pageTitle(page: MetadataPage): string | null {
  return firstFound(titleRules, titlesOf(page)) ?? page.headings[0] ?? null
}
