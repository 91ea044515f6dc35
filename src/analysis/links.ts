import type { PageLinks } from '../types.ts'
import { baseUrl } from './baseUrl.ts'
import type { NotableElements } from './notableElements.ts'
import { webUrl } from './webUrl.ts'

/** Where the page leads: see `PageLinks`. A link to a place in the page itself is none. */
export function links(page: NotableElements, pageUrl: string): PageLinks {
  const base = new URL(baseUrl(page, pageUrl))
  const ownHost = new URL(pageUrl).hostname
  const internal = new Set<string>()
  const external = new Set<string>()
  for (const reference of references(page)) {
    const url = webUrl(reference, base)
    if (url !== null) (url.hostname === ownHost ? internal : external).add(url.href)
  }
  return { internal: [...internal], external: [...external] }
}

/** Each reference as written, once: pages repeat their links, and resolving one is what costs. */
function references({ anchors }: NotableElements): Set<string> {
  const written = new Set<string>()
  for (const { attribs } of anchors) {
    const reference = attribs.href?.trim() ?? ''
    if (reference !== '' && !reference.startsWith('#')) written.add(reference)
  }
  return written
}
