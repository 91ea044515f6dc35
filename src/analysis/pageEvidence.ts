import { type ChildNode, type Document, type Element, isElement, textIn } from './markup/pageTree.ts'
import type { CluePlace } from './pageRule.ts'
import { walkTree } from './walkTree.ts'

/** What there is on a page to tell a wall by. */
export interface PageEvidence {
  /** The texts of each place, in the order of the page; a `class` with all its names is one. */
  readonly places: Readonly<Record<CluePlace, readonly string[]>>
  /** Elements that a visitor would see or use. */
  readonly elements: number
  /** What a visitor can fill in or choose. */
  readonly fields: number
  readonly links: number
}

/** What a page without an element beyond these shows only if a script has put it there. */
const unseen: ReadonlySet<string> = new Set(
  'html head body meta title base link script style noscript iframe apm_do_not_touch'.split(' '),
)
/** Types of `<input>` that take nothing in. */
const unfilled: ReadonlySet<string> = new Set(['hidden', 'submit', 'button', 'image', 'reset'])
const references: ReadonlyMap<string, Reference> = new Map([
  ['script', { place: 'script source', attribute: 'src' }],
  ['iframe', { place: 'frame source', attribute: 'src' }],
  ['link', { place: 'style sheet', attribute: 'href' }],
  ['form', { place: 'form action', attribute: 'action' }],
])

interface Reference {
  readonly place: 'script source' | 'frame source' | 'style sheet' | 'form action'
  readonly attribute: string
}

/**
 * Gathers the evidence in one walk, as a browser that runs scripts sees the page. What the page shows and where it sends its reader
 * are known by now.
 */
export function pageEvidence(root: Document, visibleText: string, refresh: readonly string[]): PageEvidence {
  const places = {
    'inline script': [] as string[],
    'script source': [] as string[],
    'frame source': [] as string[],
    'style sheet': [] as string[],
    'form action': [] as string[],
    'element id': [] as string[],
    'element class': [] as string[],
    'visible text': [visibleText],
    refresh,
  }
  let elements = 0
  let fields = 0
  let links = 0

  function note(element: Element): void {
    const { name } = element
    const id = element.attribute('id')
    const classes = element.attribute('class')
    if (id) places['element id'].push(id)
    if (classes) places['element class'].push(classes)
    if (name === 'script' && !element.attribute('src')) places['inline script'].push(textIn(element))
    const reference = references.get(name)
    const address = reference && element.attribute(reference.attribute)
    if (reference && address) places[reference.place].push(address)
    if (!unseen.has(name)) elements++
    if (isField(element)) fields++
    if (name === 'a' && element.attribute('href')) links++
  }

  walkTree(root, {
    enter(node: ChildNode): boolean {
      if (!isElement(node)) return node.type === 'cdata'
      if (node.name === 'noscript' || node.name === 'template') return false
      note(node)
      return node.name !== 'script'
    },
    leave() {},
  })
  return { places, elements, fields, links }
}

function isField(element: Element): boolean {
  const { name } = element
  if (name === 'select' || name === 'textarea') return true
  return name === 'input' && !unfilled.has(element.attribute('type')?.toLowerCase() ?? '')
}
