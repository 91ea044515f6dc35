import { addressRules } from './addressRules.ts'
import type { DecodedPage } from './decodePage.ts'
import { visibleChars, visibleText } from './mainText/visibleText.ts'
import { type PageEvidence, pageEvidence } from './pageEvidence.ts'
import type { Clue, PageRule } from './pageRule.ts'
import { pageRules } from './pageRules.ts'
import type { ReadPage } from './readPage.ts'
import { title } from './title.ts'
import { wordCount } from './wordCount.ts'

/** A text of this length has more words than any wall. */
const maxTextChars = 5000
/** Nor is a wall as large as this. */
const maxMarkupChars = 1_000_000
/** A page with more words is content by all rules. */
const mostWords = Math.max(...pageRules.map(({ maxWords }) => maxWords))
/** Links on a page that has next to nothing to follow. */
const fewLinks = 5

export interface SuspectPage {
  readonly decoded: DecodedPage
  readonly read: ReadPage
  /** Where the page came from, after redirects. */
  readonly url: string
  /** The `refresh` header as sent, or an empty string. */
  readonly refresh: string
}

/**
 * Why a page is a wall that stands before the content (a challenge, a CAPTCHA, a question for consent) and not the
 * content, in one sentence that names the rule and its evidence; null for every other page. A page with more than a
 * few words of its own is none, whatever scripts it has: most are decided by the length of their text alone.
 */
export function blockedPage(page: SuspectPage): string | null {
  return wallByAddress(page.url) ?? wallInPlace(page)
}

function wallByAddress(url: string): string | null {
  const { hostname, pathname } = new URL(url)
  const rule = addressRules.find(({ host, path }) => host.test(hostname) && path.test(pathname))
  return rule === undefined ? null : message(rule, `it came from ${hostname}${rule.path.exec(pathname)?.[0]}`)
}

function wallInPlace({ decoded, read, refresh }: SuspectPage): string | null {
  if (decoded.kind === 'plain' || decoded.kind === 'xml') return null
  const { measured, notable } = read.parts
  if (visibleChars(measured) > maxTextChars || decoded.text.length > maxMarkupChars) return null
  const text = visibleText(measured)
  const shown = wordCount(text, mostWords)
  const rules = pageRules.filter(({ maxWords }) => shown <= maxWords)
  if (rules.length === 0) return null
  const refreshes = [refresh, ...notable.refreshes.map(({ content }) => content)]
  const evidence = pageEvidence(read.root, text, refreshes)
  const heading = title(notable)?.toLowerCase()
  for (const rule of rules) {
    if (rule.title !== undefined && rule.title !== heading) continue
    const clue = rule.clues.find((each) => isThere(each, evidence))
    if (clue !== undefined && isAlone(rule, evidence)) return message(rule, described(clue))
  }
  return null
}

function isThere({ in: place, has }: Clue, { places }: PageEvidence): boolean {
  if (place === 'element id') return places[place].includes(has)
  if (place === 'element class') return places[place].some((names) => names.split(/\s+/).includes(has))
  return places[place].some((text) => text.includes(has))
}

function isAlone({ only, clues }: PageRule, { places, elements, fields, links }: PageEvidence): boolean {
  if (only === 'idle') return fields === 0 && links <= fewLinks
  if (only !== 'bare') return true
  const sources = [...places['script source'], ...places['frame source']]
  return elements === 0 && sources.every((source) => clues.some(({ has }) => source.includes(has)))
}

function message({ id, wall }: { readonly id: string; readonly wall: string }, evidence: string): string {
  return `The page is ${wall}, not content: ${evidence} (rule ${id}).`
}

function described({ in: place, has }: Clue): string {
  if (place === 'refresh') return `it sends its reader to ${has}`
  return `its ${place} has ${has}`
}
