import { type ChildNode, isParent, type ParentNode } from './markup/pageTree.ts'

export interface TreeVisitor {
  /** Called for every node before what is in it; true to go into it. */
  enter(node: ChildNode): boolean
  /** Called after everything in a node, for those that were gone into. */
  leave(node: ChildNode): void
}

/** Visits what is under `root` in document order, in linear time and without recursion. */
export function walkTree(root: ParentNode, visitor: TreeVisitor): void {
  let node: ChildNode | null = root.first
  while (node !== null) {
    if (visitor.enter(node) && isParent(node)) {
      if (node.first !== null) {
        node = node.first
        continue
      }
      visitor.leave(node)
    }
    node = following(node, root, visitor)
  }
}

/** The next node that is not in `node`, after leaving what ends with it. */
function following(node: ChildNode, root: ParentNode, visitor: TreeVisitor): ChildNode | null {
  let current: ChildNode = node
  while (current.next === null) {
    const parent: ParentNode | null = current.parent
    if (parent === null || parent === root || parent.type === 'root') return null
    visitor.leave(parent)
    current = parent
  }
  return current.next
}
