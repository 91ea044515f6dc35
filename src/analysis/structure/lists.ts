import type { PageList } from '../../types.ts'
import { elementRole } from '../elementRole.ts'
import { type ChildNode, type Element, isElement } from '../markup/pageTree.ts'
import { walkTree } from '../walkTree.ts'
import { shownLine } from './lineText.ts'
import { holdsMainText, type IsMain } from './mainPlace.ts'
import type { PlacedElement } from './structureElements.ts'

const listNames: ReadonlySet<string> = new Set(['ul', 'ol', 'dl'])
const own = { without: listNames }

/**
 * The lists of the main text in the order of the page. A list in a list is one of its own behind it, and its text
 * is not repeated in the item it belongs to. Each item is on one line; those without text of their own are left
 * out, and so are lists of nothing else. An entry of a `<dl>` is an item: `term: description; description`.
 */
export function lists(placed: readonly PlacedElement[], isMain: IsMain): readonly PageList[] {
  return placed.flatMap((list) => {
    if (!holdsMainText(list, isMain)) return []
    const { element } = list
    const items = element.name === 'dl' ? entries(element) : listItems(element)
    return items.length === 0 ? [] : [{ ordered: element.name === 'ol', items }]
  })
}

function listItems(list: Element): readonly string[] {
  return parts(list, 'li', 'li').map(({ text }) => text)
}

function entries(list: Element): readonly string[] {
  const items: string[] = []
  let isTerm = false
  for (const { name, text } of parts(list, 'dt', 'dd')) {
    const before = items.at(-1)
    if (before === undefined || (name === 'dt' && !isTerm)) items.push(text)
    else items[items.length - 1] = before + (name === 'dt' ? ', ' : isTerm ? ': ' : '; ') + text
    isTerm = name === 'dt'
  }
  return items
}

/** The elements of two names that belong to a list itself, with their texts, however deep they stand in it. */
function parts(list: Element, one: string, other: string): { name: string; text: string }[] {
  const found: { name: string; text: string }[] = []
  walkTree(list, {
    enter(node: ChildNode): boolean {
      if (!isElement(node) || listNames.has(node.name) || isUnseen(node)) return false
      if (node.name !== one && node.name !== other) return true
      const text = shownLine(node, own)
      if (text !== '') found.push({ name: node.name, text })
      return false
    },
    leave: () => {},
  })
  return found
}

function isUnseen(element: Element): boolean {
  const role = elementRole(element, 'html', 'scripted')
  return role === 'hidden' || role === 'unread'
}
