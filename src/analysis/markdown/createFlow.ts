import type { BlockContent, Blockquote, List, ListItem, Root } from 'mdast'
import type { Element } from '../markup/pageTree.ts'

type Frame = Root | Blockquote | List | ListItem

/** Deeper lists and quotations are written as if they were not nested, or white space would outgrow the text. */
const maxNesting = 12

export interface Flow {
  append(node: BlockContent): void
  enter(element: Element): void
  leave(element: Element): void
  root(): Root
}

/** Builds the blocks of a document: lists, their items and quotations with what is in them, none of them empty. */
export function createFlow(): Flow {
  const root: Root = { type: 'root', children: [] }
  const frames: { readonly element: Element | null; readonly node: Frame }[] = [{ element: null, node: root }]

  const innermost = (): Frame => frames.at(-1)?.node ?? root

  function append(node: BlockContent): void {
    const parent = innermost()
    if (parent.type !== 'list') parent.children.push(node)
    else itemFor(parent, node).children.push(node)
  }

  function close(): void {
    const node = frames.pop()?.node
    if (node === undefined || node.type === 'root' || node.children.length === 0) return
    const parent = innermost()
    if (node.type !== 'listItem') {
      if (node.type === 'list') node.spread = node.children.some(({ spread }) => spread === true)
      append(node)
      return
    }
    node.spread = node.children.filter(({ type }) => type !== 'list').length > 1
    if (parent.type === 'list') parent.children.push(node)
  }

  return {
    append,
    enter(element: Element): void {
      const node = frameOf(element, innermost())
      if (node !== null && frames.length <= maxNesting) frames.push({ element, node })
    },
    leave(element: Element): void {
      if (frames.at(-1)?.element === element) close()
    },
    root(): Root {
      while (frames.length > 1) close()
      return root
    },
  }
}

/** Where something goes that stands in a list but in none of its items. */
function itemFor(list: List, node: BlockContent): ListItem {
  const last = list.children.at(-1)
  if (node.type === 'list' && last !== undefined) return last
  const item: ListItem = { type: 'listItem', spread: false, children: [] }
  list.children.push(item)
  return item
}

function frameOf(element: Element, parent: Frame): Frame | null {
  switch (element.name) {
    case 'ul':
    case 'menu':
      return { type: 'list', ordered: false, children: [] }
    case 'ol':
      return { type: 'list', ordered: true, start: startOf(element.attribute('start')), children: [] }
    case 'li':
      return parent.type === 'list' ? { type: 'listItem', spread: false, children: [] } : null
    case 'blockquote':
      return { type: 'blockquote', children: [] }
    default:
      return null
  }
}

/** The number of the first item: Markdown counts with at most nine digits, and goes on from here. */
function startOf(written: string | undefined): number {
  const digits = /^\s*(\d{1,8})\s*$/.exec(written ?? '')
  return digits === null ? 1 : Number(digits[1])
}
