import { type ChildNode, type Element, isTag, isText } from 'domhandler'
import type { Heading } from '../types.ts'
import type { DocumentKind } from './documentKind.ts'
import { type ElementRole, elementRole, type Reading } from './elementRole.ts'
import { createHeadings } from './headings.ts'
import { createPreformatted } from './preformatted.ts'
import { createTextBuilder } from './textBuilder.ts'
import type { TreeVisitor } from './walkTree.ts'

export interface VisibleText extends TreeVisitor {
  /** The visible text so far. */
  text(): string
  /** The headings so far. */
  headings(): readonly Heading[]
}

/**
 * Gathers the visible text and its headings while a tree is walked: no script, style, template or noscript,
 * nothing hidden, a new line for each block, a blank line round each paragraph, `<pre>` as it is.
 */
export function createVisibleText(kind: DocumentKind, reading: Reading): VisibleText {
  const builder = createTextBuilder()
  const headings = createHeadings(builder)
  const preformatted = createPreformatted(builder)
  const roles: ElementRole[] = []
  let hiddenDepth = 0

  function enterElement(element: Element): boolean {
    const role = elementRole(element, kind, reading)
    if (role === 'unread') return false
    roles.push(role)
    if (role === 'hidden') hiddenDepth++
    if (hiddenDepth > 0 || role === 'inline') return true
    builder.separate(role)
    if (role === 'paragraph') {
      headings.enter(element)
      preformatted.enter(element)
    }
    return true
  }

  return {
    enter(node: ChildNode): boolean {
      if (isTag(node)) return enterElement(node)
      if (isText(node)) {
        if (hiddenDepth > 0) return false
        if (preformatted.isInside()) preformatted.add(node)
        else builder.addText(node.data)
        return false
      }
      roles.push('inline')
      return true
    },
    leave(node: ChildNode): void {
      const role = roles.pop() ?? 'inline'
      if (role === 'hidden') hiddenDepth--
      if (hiddenDepth > 0 || role === 'inline') return
      if (role === 'paragraph') {
        headings.leave(node)
        preformatted.leave(node)
      }
      if (role === 'link') builder.endLink()
      else if (role !== 'break') builder.separate(role)
    },
    text: builder.text,
    headings: headings.all,
  }
}
