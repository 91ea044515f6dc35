import { type ChildNode, firstIn, isElement, isText, type ParentNode } from '../markup/pageTree.ts'
import { wholeCharacters } from '../wholeCharacters.ts'

const unread: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'svg', 'button'])
const inline: ReadonlySet<string> = new Set(
  'a abbr b bdi em font i mark small span strong sub sup u'.split(' '),
)

/** Nodes looked at for one text: what bounds the time it takes. */
const maxNodes = 100

/** The text in an element, at most `maxChars` of it; blocks are a space apart. */
export function elementText(element: ParentNode, maxChars: number): string {
  let text = ''
  let nodes = 0
  let node: ChildNode | null = element.first
  while (node !== null && text.length < maxChars && nodes++ < maxNodes) {
    // A long text is cut first: each of the elements round it would copy the whole of it.
    if (isText(node)) text += node.data.length > maxChars ? node.data.slice(0, maxChars + 1) : node.data
    else if (isElement(node) && !inline.has(node.name)) text += ' '
    const inner: ChildNode | null = isRead(node) ? firstIn(node) : null
    node = inner ?? nextWithin(node, element)
  }
  return wholeCharacters(text, maxChars)
}

const isRead = (node: ChildNode): boolean => !isElement(node) || !unread.has(node.name)

/** The node after this one and all that is in it, or null at the end of `root`. */
function nextWithin(node: ChildNode, root: ParentNode): ChildNode | null {
  let current: ChildNode = node
  while (current.next === null) {
    const parent: ParentNode | null = current.parent
    if (parent === null || parent === root || parent.type === 'root') return null
    current = parent
  }
  return current.next
}

export { isRead, nextWithin }
