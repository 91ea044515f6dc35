import { type ChildNode, type Document, Element, isTag, Text } from 'domhandler'
import { visibleText } from '../mainText/visibleText.ts'
import { parsedPage } from '../markup/parsedPage.ts'
import { decodedEntities } from '../metadata/decodedEntities.ts'
import { pageParts } from '../pageParts.ts'
import { feedIn } from './feedElement.ts'

/** By RSS's custom, and that of its extensions, these hold HTML, escaped or as CDATA. */
const holdHtml: ReadonlySet<string> = new Set(['description', 'content:encoded', 'itunes:summary'])

/**
 * Puts the text that a reader of a feed sees in the place of the HTML that the feed quotes: a `<p>` for each paragraph, in the tree
 * itself. Other documents stay as they are. Linear in the document.
 */
export function openFeedTexts(document: Document): void {
  const feed = feedIn(document)
  if (feed === null) return
  const opened = feed.format === 'rss' ? openedInRss : openedInAtom
  for (const part of [feed.head, ...feed.entries]) {
    for (const element of part.children) {
      if (!isTag(element)) continue
      const paragraphs = opened(element)
      if (paragraphs !== null) fill(element, paragraphs)
    }
  }
}

type Paragraphs = readonly string[] | null

function openedInRss(element: Element): Paragraphs {
  if (holdHtml.has(element.name)) return quotedText(element)
  return element.name === 'title' ? [decodedEntities(ownText(element))] : null
}

/** Atom says what is HTML (RFC 4287, section 3.1.1). */
function openedInAtom(element: Element): Paragraphs {
  const type = element.attribs.type?.trim().toLowerCase()
  if (type === 'html' || type === 'text/html') return quotedText(element)
  return type === 'xhtml' || type === 'application/xhtml+xml' ? shownText(element) : null
}

function quotedText(element: Element): Paragraphs {
  const html = ownText(element)
  return /<[a-z!/]|&[#\w]/i.test(html) ? shownText(parsedPage(html, 'html').root) : null
}

function shownText(root: Document | Element): readonly string[] {
  return visibleText(pageParts(root, 'html', 'scripted').measured).split(/\n+/)
}

function ownText({ children }: Element): string {
  return children
    .flatMap((child) => (child.type === 'cdata' ? child.children : [child]))
    .map((child) => (child instanceof Text ? child.data : ''))
    .join('')
}

function fill(element: Element, paragraphs: readonly string[]): void {
  const texts = paragraphs.filter((text) => text.trim() !== '')
  // One text stays where it is expected, as in a title.
  const [only] = texts
  const filling = texts.length === 1 && only !== undefined ? [new Text(only)] : texts.map(paragraph)
  element.children = []
  for (const node of filling) append(element, node)
}

const paragraph = (text: string): Element => {
  const element = new Element('p', {})
  append(element, new Text(text))
  return element
}

function append(parent: Element, node: ChildNode): void {
  const previous = parent.children.at(-1) ?? null
  node.parent = parent
  node.prev = previous
  if (previous !== null) previous.next = node
  parent.children.push(node)
}
