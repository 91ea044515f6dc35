import { visibleText } from '../mainText/visibleText.ts'
import {
  childrenOf,
  createElement,
  createText,
  type Document,
  type Element,
  fill,
  isElement,
  textIn,
} from '../markup/pageTree.ts'
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
    for (const element of childrenOf(part)) {
      if (!isElement(element)) continue
      const paragraphs = opened(element)
      if (paragraphs !== null) fillWith(element, paragraphs)
    }
  }
}

type Paragraphs = readonly string[] | null

function openedInRss(element: Element): Paragraphs {
  if (holdHtml.has(element.name)) return quotedText(element)
  return element.name === 'title' ? [decodedEntities(textIn(element))] : null
}

/** Atom says what is HTML (RFC 4287, section 3.1.1). */
function openedInAtom(element: Element): Paragraphs {
  const type = element.attribute('type')?.trim().toLowerCase()
  if (type === 'html' || type === 'text/html') return quotedText(element)
  return type === 'xhtml' || type === 'application/xhtml+xml' ? shownText(element) : null
}

function quotedText(element: Element): Paragraphs {
  const html = textIn(element)
  return /<[a-z!/]|&[#\w]/i.test(html) ? shownText(parsedPage(html, 'html').root) : null
}

function shownText(root: Document | Element): readonly string[] {
  return visibleText(pageParts(root, 'html', 'scripted').measured).split(/\n+/)
}

function fillWith(element: Element, paragraphs: readonly string[]): void {
  const texts = paragraphs.filter((text) => text.trim() !== '')
  // One text stays where it is expected, as in a title.
  const [only] = texts
  fill(element, texts.length === 1 && only !== undefined ? [createText(only)] : texts.map(paragraph))
}

const paragraph = (text: string): Element => {
  const element = createElement('p')
  fill(element, [createText(text)])
  return element
}
