import { readRole } from '../elementRole.ts'
import {
  type ChildNode,
  type Document,
  type Element,
  isElement,
  isText,
  type Text,
} from '../markup/pageTree.ts'
import { isContent } from '../structure/mainPlace.ts'
import { walkTree } from '../walkTree.ts'

/** The images that stand in the main text: between two texts of it, or beside one in what is made for content. */
export function mainImages(root: Document, mainNodes: ReadonlySet<Text>): ReadonlySet<Element> {
  const found = new Set<Element>()
  let waiting: Element[] = []
  let isMainBefore = false

  function decide(isMainAfter: boolean): void {
    for (const image of waiting) {
      const isBetween = isMainBefore && isMainAfter
      if (isBetween || ((isMainBefore || isMainAfter) && isContent(image))) found.add(image)
    }
    waiting = []
    isMainBefore = isMainAfter
  }

  walkTree(root, {
    enter(node: ChildNode): boolean {
      if (isText(node)) {
        if (/\S/.test(node.data)) decide(mainNodes.has(node))
        return false
      }
      if (!isElement(node)) return node.type === 'cdata'
      const role = readRole(node, 'html', 'scripted')
      if (role === 'hidden' || role === 'unread') return false
      if (node.name === 'img') waiting.push(node)
      return true
    },
    leave: () => {},
  })
  decide(false)
  return found
}
