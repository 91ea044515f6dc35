import { childrenOf, type Document, type Element, isElement, type ParentNode } from '../markup/pageTree.ts'

/** A feed in a document of XML: RSS 2.0 and 0.9x, RSS 1.0 (RDF), or Atom (RFC 4287). */
export interface Feed {
  readonly format: 'rss' | 'atom'
  /** What holds the feed's own title, language and dates. */
  readonly head: Element
  readonly entries: readonly Element[]
}

/** The feed that a document is; null for other XML. */
export function feedIn(document: Document): Feed | null {
  const root = childrenOf(document).find(isElement)
  if (root?.name === 'feed') return { format: 'atom', head: root, entries: elementsOf(root, 'entry') }
  if (root?.name !== 'rss' && root?.name !== 'rdf:RDF') return null
  const head = elementsOf(root, 'channel')[0]
  if (head === undefined) return null
  return { format: 'rss', head, entries: elementsOf(root.name === 'rss' ? head : root, 'item') }
}

/** The elements of a name directly in another. */
export function elementsOf(parent: ParentNode, name: string): Element[] {
  return childrenOf(parent).filter((child): child is Element => isElement(child) && child.name === name)
}
