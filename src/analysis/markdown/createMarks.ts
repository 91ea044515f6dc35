import type { Element } from '../markup/pageTree.ts'
import { createAddressBudget } from '../structure/addressBudget.ts'
import type { Mark } from './createPhrasing.ts'

const kinds: ReadonlyMap<string, Mark['kind']> = new Map([
  ['strong', 'strong'],
  ['b', 'strong'],
  ['em', 'emphasis'],
  ['i', 'emphasis'],
  ['code', 'code'],
  ['kbd', 'code'],
  ['samp', 'code'],
  ['tt', 'code'],
  ['a', 'link'],
])

/** What a link in a text may lead to. */
const protocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])
/** A longer URL is data rather than an address: its text stands without it. */
export const maxUrlChars = 2000

/** Follows the inline elements that are open, at most one of each kind: Markdown nests none in its like. */
export function createMarks(base: string) {
  const spend = createAddressBudget()
  let open: readonly Mark[] = []

  return {
    enter(element: Element, isHeading: boolean): void {
      const kind = kinds.get(element.name)
      if (kind === undefined || open.some((mark) => mark.kind === kind)) return
      const url = kind === 'link' ? linkUrl(element.attribute('href'), base) : ''
      // A heading is strong by itself, and a link in it to a place in the page is its own address.
      if (url === null || (isHeading && (kind === 'strong' || element.attribute('href')?.startsWith('#'))))
        return
      spend(url, element.attribute('href') ?? '')
      open = [...open, { element, kind, url }]
    },
    leave(element: Element): void {
      if (open.at(-1)?.element === element) open = open.slice(0, -1)
    },
    open: (): readonly Mark[] => open,
  }
}

/** The absolute URL with its fragment, or null for what leads nowhere. */
function linkUrl(reference: string | undefined, base: string): string | null {
  if (reference === undefined || reference.length > maxUrlChars) return null
  try {
    const { href, protocol } = new URL(reference.trim(), base)
    return protocols.has(protocol) && href.length <= maxUrlChars ? href : null
  } catch {
    return null
  }
}
