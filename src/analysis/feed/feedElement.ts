import { type Document, type Element, isTag, type ParentNode } from 'domhandler'

/** A feed in a document of XML: RSS 2.0 and 0.9x, RSS 1.0 (RDF), or Atom (RFC 4287). */
export interface Feed {
  readonly format: 'rss' | 'atom'
  /** What holds the feed's own title, language and dates. */
  readonly head: Element
  readonly entries: readonly Element[]
}

/** The feed that a document is; null for other XML. */
export function feedIn(document: Document): Feed | null {
  const root = document.children.find(isTag)
  if (root?.name === 'feed') return { format: 'atom', head: root, entries: childrenOf(root, 'entry') }
  if (root?.name !== 'rss' && root?.name !== 'rdf:RDF') return null
  const head = childrenOf(root, 'channel')[0]
  if (head === undefined) return null
  return { format: 'rss', head, entries: childrenOf(root.name === 'rss' ? head : root, 'item') }
}

/** The elements of a name directly in another. */
export function childrenOf(parent: ParentNode, name: string): Element[] {
  return parent.children.filter((child): child is Element => isTag(child) && child.name === name)
}
