import type { PageLink, PageLinks } from '../../types.ts'
import { type Element, isText } from '../markup/pageTree.ts'
import { createResolver } from './createResolver.ts'
import { line, oneLine } from './lineText.ts'
import { type IsMain, standsInMainText } from './mainPlace.ts'
import { shortened } from './shortened.ts'
import type { PlacedElement } from './structureElements.ts'

/** A page that links lead to, while they are gathered. */
interface Target {
  readonly url: string
  readonly isInternal: boolean
  text: string
  /** What stands in for the text. */
  label: string
  rel: Set<string> | null
  nofollow: boolean
  inMainText: boolean
}

const maxTextChars = 200
/** What is looked at for the text of a link. That of a link in it is not its own, which keeps the looks linear. */
const look = { without: new Set(['a']), maxChars: 1000 }

const unfollowed: ReadonlySet<string> = new Set(['nofollow', 'ugc', 'sponsored'])

/**
 * Where the page leads: see `PageLinks`. A link to a place in the page itself is none. `base` is what references
 * are relative to.
 */
export function links(
  placed: readonly PlacedElement[],
  base: string,
  pageUrl: string,
  isMain: IsMain,
): PageLinks {
  if (placed.length === 0) return { internal: none, external: none }
  const targets = new Map<string, Target>()
  const targetOf = createTargets(targets, base, new URL(pageUrl).hostname)
  const relOf = createRels()
  for (const link of placed) {
    const target = targetOf(link.element.attribute('href') ?? '')
    if (target === null) continue
    if (target.text === '') describe(target, link.element)
    const rel = relOf(link.element.attribute('rel'))
    if (rel.length > 0) target.rel ??= new Set()
    for (const value of rel) target.rel?.add(value)
    target.nofollow &&= rel.length > 0 && rel.some((value) => unfollowed.has(value))
    target.inMainText ||= isInMainText(link, isMain)
  }
  return sorted(targets.values())
}

function sorted(targets: Iterable<Target>): PageLinks {
  const internal: PageLink[] = []
  const external: PageLink[] = []
  for (const { url, isInternal, text, label, rel, nofollow, inMainText } of targets) {
    const link = { url, text: text || label, rel: rel === null ? none : [...rel], nofollow, inMainText }
    if (isInternal) internal.push(link)
    else external.push(link)
  }
  return { internal, external }
}

/** Looks each reference as written up once: pages repeat their links. */
function createTargets(targets: Map<string, Target>, base: string, ownHost: string) {
  const resolved = createResolver(base)
  const written = new Map<string, Target | null>()

  function found(reference: string): Target | null {
    const trimmed = reference.trim()
    const address = trimmed === '' || trimmed.startsWith('#') ? null : resolved(trimmed)
    if (address === null) return null
    const known = targets.get(address.href)
    if (known !== undefined) return known
    const target: Target = {
      url: address.href,
      isInternal: address.hostname === ownHost,
      text: '',
      label: '',
      rel: null,
      nofollow: true,
      inMainText: false,
    }
    targets.set(address.href, target)
    return target
  }

  return (reference: string): Target | null => {
    let target = written.get(reference)
    if (target === undefined) {
      target = found(reference)
      written.set(reference, target)
    }
    return target
  }
}

/** Reads each `rel` as written once. */
function createRels() {
  const read = new Map<string, readonly string[]>()
  return (rel: string | undefined): readonly string[] => {
    if (rel === undefined) return none
    let values = read.get(rel)
    if (values === undefined) {
      values = [...new Set(rel.toLowerCase().toWellFormed().split(/\s+/))].filter((value) => value !== '')
      read.set(rel, values)
    }
    return values
  }
}

const none: readonly never[] = []

function describe(target: Target, element: Element): void {
  const { text, alt } = line(element, look)
  if (text !== '') target.text = shortened(text, maxTextChars)
  else if (target.label === '') {
    const written =
      alt || element.attribute('alt') || element.attribute('aria-label') || element.attribute('title')
    target.label = shortened(oneLine(written || ''), maxTextChars)
  }
}

/** A link that holds blocks is where they are, one that shows text is in its block. */
function isInMainText(link: PlacedElement, isMain: IsMain): boolean {
  const { element, from, to } = link
  if (to > from) return isMain(from, to - 1)
  return isMain(from, from) && (showsText(element) || standsInMainText(link, isMain))
}

function showsText(element: Element): boolean {
  const { first } = element
  if (first === null) return false
  return (isText(first) && /\S/.test(first.data)) || line(element, look).text !== ''
}
