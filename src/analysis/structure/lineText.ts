import { collapsedText } from '../collapsedText.ts'
import { type ElementRole, elementRole } from '../elementRole.ts'
import { type Element, isElement, isText, type ParentNode } from '../markup/pageTree.ts'

export interface LineLimits {
  /** Names of elements whose text is not taken. */
  readonly without?: ReadonlySet<string>
  /** Characters read, white space included; the default is all of them. */
  readonly maxChars?: number
}

export interface Line {
  /** The visible text on one line, well-formed, blocks a space apart. */
  readonly text: string
  /** The first `alt` that says something, of the images in the element; else empty. */
  readonly alt: string
}

/** What an element shows, on one line. */
export function line(element: Element, limits: LineLimits = {}): Line {
  const only = element.first
  if (only !== null && only.next === null && isText(only))
    return { text: oneLine(only.data.slice(0, limits.maxChars)), alt: '' }
  return gathered(element, limits)
}

/** The text of an element on one line, else the `alt` of its first image that has one. */
export function shownLine(element: Element, limits: LineLimits = {}): string {
  const { text, alt } = line(element, limits)
  return text === '' ? alt : text
}

/** A text on one line, well-formed. */
export function oneLine(text: string): string {
  if (isPlainLine(text)) return text
  const collapsed = collapsedText(text).trim()
  const shown = collapsed.includes('\u00ad') ? collapsed.replaceAll('\u00ad', '') : collapsed
  return shown.toWellFormed()
}

/** What is on one line as it is: no white space but single spaces between words, no surrogate or soft hyphen. */
const plainLine = /^[!-~\u00c0-\u167f\u3041-\ud7ff]+(?: [!-~\u00c0-\u167f\u3041-\ud7ff]+)*$/
/** Longer texts are seldom plain. */
const maxPlainChars = 200

function isPlainLine(text: string): boolean {
  return text.length <= maxPlainChars && plainLine.test(text)
}

function gathered(root: Element, limits: LineLimits): Line {
  const found = { text: '', alt: '' }
  gather(root, found, limits)
  return { text: oneLine(found.text), alt: found.alt }
}

/** Goes no deeper than the tree, whose depth is capped. */
function gather(parent: ParentNode, found: { text: string; alt: string }, limits: LineLimits): void {
  const { maxChars = Number.POSITIVE_INFINITY } = limits
  for (let node = parent.first; node !== null; node = node.next) {
    if (found.text.length >= maxChars) return
    if (isElement(node)) gatherElement(node, found, limits)
    else if (isText(node))
      found.text += node.data.length > maxChars ? node.data.slice(0, maxChars) : node.data
    else if (node.type === 'cdata') gather(node, found, limits)
  }
}

function gatherElement(element: Element, found: { text: string; alt: string }, limits: LineLimits): void {
  const role = roleOf(element)
  if (role === 'hidden' || role === 'unread') return
  const isInline = role === 'inline' || role === 'link'
  if (!isInline) found.text += ' '
  if (element.name === 'img') {
    if (found.alt === '') found.alt = oneLine(element.attribute('alt') ?? '')
  } else if (!limits.without?.has(element.name)) gather(element, found, limits)
  if (!isInline) found.text += ' '
}

function roleOf(element: Element): ElementRole {
  return elementRole(element, 'html', 'scripted')
}
