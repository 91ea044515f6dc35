import type { JsonObject } from './json.ts'
import { typesOf } from './linkedNodes.ts'

/** Types of what a page is about, by how much they say about its author and date. */
const ranks: readonly RegExp[] = [
  /(?:Article|Posting|Report|Review|Recipe|HowTo|Thesis|Chapter|Question|QAPage|Essay|Column)$/,
  /^(?:CreativeWork|VideoObject|AudioObject|PodcastEpisode|Episode|Book|Movie|Dataset|Course|SoftwareSourceCode|Event)$/,
  /^(?:Product|ProductGroup|SoftwareApplication|WebApplication|MobileApplication|Service|JobPosting)$/,
  /^(?:WebPage|ItemPage|AboutPage|FAQPage|CollectionPage|ProfilePage|MedicalWebPage)$/,
]

function rankOf(node: JsonObject): number {
  const types = typesOf(node)
  const rank = ranks.findIndex((pattern) => types.some((type) => pattern.test(type)))
  return rank === -1 ? ranks.length : rank
}

/**
 * The things a page may be about, best first. Several of one rank side by side are a list of other pages, unless one
 * of them has the page's own URL or name.
 */
export function contentNodes(
  nodes: readonly JsonObject[],
  isOwn: (node: JsonObject) => boolean,
): readonly JsonObject[] {
  if (nodes.length === 0) return nodes
  return ranks.flatMap((_, rank) => {
    const ranked = nodes.filter((node) => rankOf(node) === rank)
    if (ranked.length < 2) return ranked
    const own = ranked.filter(isOwn)
    if (own.length > 0) return own
    return ranked.length > 3 ? [] : ranked
  })
}
