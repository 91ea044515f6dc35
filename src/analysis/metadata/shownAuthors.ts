import { type ChildNode, type Element, firstIn, isElement } from '../markup/pageTree.ts'
import { type AuthorRule, distinctNames } from './authorRule.ts'
import { elementText, nextWithin } from './elementText.ts'
import type { HintedElement } from './hints.ts'
import { isWrittenAsName, noLead, personNames } from './personNames.ts'

/** A link to the author's page. */
export const linkedAuthors: AuthorRule = ({ hinted }) =>
  firstOf(hinted(), ({ element }) => /(?:^|\s)author(?:\s|$)/i.test(element.attribute('rel') ?? ''))

const nameHint =
  /(?:author|byline|writer|contributor|creator)[-_]*(?:s|info|meta)?[-_]*(?:full)?[-_]*(?:name|link|title)|fn\b/i
/** An element that is said to hold the name. */
export const namedAuthors: AuthorRule = ({ hinted }) => firstOf(hinted(), ({ hint }) => nameHint.test(hint))

const bylineHint = /by-?line|(?:^|[\s_-])authors?(?:$|[\s_-])|author|posted-?by|writer|(?:^|[\s_-])creator/i
const notByline =
  /bio|avatar|image|photo|comment|related|list|card|grid|social|follow|img|box|footer|sidebar|widget|cookie|desc/i
/** An element that is said to be of the author. */
export const bylineAuthors: AuthorRule = ({ hinted }) =>
  firstOf(hinted(), ({ hint }) => bylineHint.test(hint) && !notByline.test(hint))

const userHint = /user-?name|screen-?name|(?:^|[\s_-])(?:user|poster|username|nickname|hnuser)(?:$|[\s_-])/i
/** Whoever posted first, on a page whose address is that of a forum. */
export const postingUser: AuthorRule = ({ hinted, pageUrl }) => {
  if (!forumUrl.test(pageUrl)) return null
  for (const { element, hint } of hinted()) {
    if (!userHint.test(hint)) continue
    const [name] = personNames(elementText(element, 61))
    if (name !== undefined && /^\S+(?: \S+)?$/.test(name) && !noLead.test(name)) return [name]
  }
  return null
}
const forumUrl =
  /^https?:\/\/(?:www\.)?(?:forums?|community|discuss(?:ions?)?|bbs|boards?|talk|ask)\b|\/(?:forums?|threads?|topics?|t|viewtopic|showthread|discussions?|questions?|comments|item|board)\b/i

/** Texts longer than this hold more than names. */
const longestByline = 120

function firstOf(
  elements: readonly HintedElement[],
  isWanted: (hinted: HintedElement) => boolean,
): readonly string[] | null {
  for (const hinted of elements) {
    if (!isWanted(hinted)) continue
    const names = shownNames(hinted.element)
    if (names.length > 0) return distinctNames(names)
  }
  return null
}

/** The names in a byline: those of its links where it has such, else what it says. */
function shownNames(element: Element): readonly string[] {
  const text = elementText(element, longestByline + 1).trim()
  if (text.length > longestByline) return []
  const linked = linksIn(element).flatMap((link) => personNames(elementText(link, longestByline)))
  const names = linked.filter(isWrittenAsName)
  return names.length > 0 ? names : personNames(text).filter(isWrittenAsName)
}

function linksIn(element: Element): readonly Element[] {
  const links: Element[] = []
  let node: ChildNode | null = element.first
  for (let nodes = 0; node !== null && nodes < 100; nodes++) {
    if (isElement(node) && node.name === 'a') links.push(node)
    node = firstIn(node) ?? nextWithin(node, element)
  }
  return links
}

const by =
  /^(?:(?:written|posted|authored|words|story|article|published|text|reviewed|started)(?:\s+\w+)?\s+)?by(?::|\s|$)|^(?:authors?|writer|von|par|por|autor(?:a|in)?|auteur|di|door|автор|作者|文|記者|著者)\s*(?::|：|\s|$)/iu

/** A line beside the title that says who wrote the page. */
export const textAuthors: AuthorRule = ({ near }) => {
  const { after, before } = near()
  for (const texts of [after, [...before].reverse()]) {
    for (const [index, text] of texts.entries()) {
      if (text.length > longestByline || !by.test(text)) continue
      const own = personNames(text)
      const names = (own.length > 0 ? own : personNames(texts[index + 1])).filter(isWrittenAsName)
      if (names.length > 0) return distinctNames(names)
    }
  }
  return null
}
