import type { DocumentKind } from './documentKind.ts'
import { attributeMarks, hasAny } from './markup/attributeMarks.ts'
import type { Element } from './markup/pageTree.ts'

/**
 * What an element does to the text of its page:
 * `unread` has no text or elements of the page in it, `hidden` is not shown, `block` stands on lines of its
 * own, `paragraph` has a blank line around it, `apart` is at least a space away from its neighbours, a `link` from the link before it.
 */
export type ElementRole = 'inline' | 'unread' | 'hidden' | 'block' | 'paragraph' | 'apart' | 'break' | 'link'

/** By the standard's own style sheet (WHATWG HTML, section 15.3), read by a visitor who runs scripts. */
const rolesByName: ReadonlyMap<string, ElementRole> = new Map([
  ...names('unread', 'script style template'),
  ...names('hidden', 'title base link meta area datalist noembed noframes param rp select textarea'),
  ...names('hidden', 'iframe object audio video canvas'),
  ...names('block', 'html head body address article aside center details dialog dd dir div dl dt fieldset'),
  ...names('block', 'figcaption figure footer form frameset header hgroup legend li main menu nav ol search'),
  ...names('block', 'section summary table caption tbody thead tfoot tr ul optgroup option'),
  ...names('paragraph', 'p h1 h2 h3 h4 h5 h6 blockquote pre listing xmp plaintext hr'),
  ...names('apart', 'td th button label input img svg'),
  ...names('break', 'br'),
  ...names('link', 'a'),
])

function names(role: ElementRole, list: string): [string, ElementRole][] {
  return list.split(' ').map((name) => [name, role])
}

/** Whom a page is read for: a visitor whose browser runs scripts, or one whose browser does not. */
export type Reading = 'scripted' | 'scriptless'

/** The role of an element on the page as it opens: `hidden` where it `isConcealed`. */
export function elementRole(element: Element, kind: DocumentKind, reading: Reading): ElementRole {
  const role = roleByName(element, kind, reading)
  return isSeen(role) && kind !== 'xml' && isConcealed(element) ? 'hidden' : role
}

/** The role of an element to whoever reads on: that of one that is shown for a block that `isConcealed`, such as the panel of a tab. */
export function readRole(element: Element, kind: DocumentKind, reading: Reading): ElementRole {
  const role = roleByName(element, kind, reading)
  return isBlock(role) ? role : elementRole(element, kind, reading)
}

/** Whether an element that its name does not hide is not shown: for its `hidden` attribute, inline `display: none`, or as a closed `<dialog>`. */
export function isConcealed(element: Element): boolean {
  if (element.name === 'dialog' && element.attribute('open') === undefined) return true
  return hasAny(element, hiding) && isHidden(element)
}

/** Whether a role puts an element on lines of its own. */
export function isBlock(role: ElementRole): boolean {
  return role === 'block' || role === 'paragraph'
}

function roleByName({ name }: Element, kind: DocumentKind, reading: Reading): ElementRole {
  if (kind === 'xml') return name === 'script' || name === 'style' ? 'unread' : 'block'
  if (name === 'noscript') return reading === 'scripted' ? 'unread' : 'block'
  return rolesByName.get(name) ?? 'inline'
}

const isSeen = (role: ElementRole): boolean => role !== 'unread' && role !== 'hidden'

const hiding = attributeMarks.hidden | attributeMarks.style

/** React streams a page's parts as hidden elements `S:0`, `S:1`, … and shows each as soon as it is there. */
const streamedPart = /^S:[0-9a-f]+$/

function isHidden(element: Element): boolean {
  if (element.attribute('hidden') !== undefined) {
    const id = element.attribute('id')
    return id === undefined || !streamedPart.test(id)
  }
  const style = element.attribute('style')
  return style !== undefined && isNotDisplayed(style)
}

function isNotDisplayed(style: string): boolean {
  return style.includes('none') && /(?:^|[;\s])display\s*:\s*none/i.test(style)
}
