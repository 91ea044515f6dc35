import * as dom from 'domhandler'
import { ElementType } from 'htmlparser2'
import type { DocumentKind } from '../documentKind.ts'
import type { ChildNode, Document, Element, ParentNode } from './pageTree.ts'

/** Cheerio compares each of the outermost elements with all others whenever it selects. */
const maxOutermost = 1000

/**
 * The tree of a page as cheerio needs it: that of htmlparser2, node by node. More than a thousand of them side by side, with no element round
 * them, are put in an `<html>`, as a browser puts all there is.
 */
export function queryTree(root: Document, kind: DocumentKind): dom.Document {
  const document = new dom.Document([])
  addChildren(root, document, kind)
  if (document.children.length > maxOutermost) putInOne(document)
  return document
}

function putInOne(document: dom.Document): void {
  const html = new dom.Element('html', {}, document.children)
  for (const child of html.children) child.parent = html
  html.parent = document
  document.children = [html]
}

/** Goes no deeper than the tree, whose depth is capped. */
function addChildren(from: ParentNode, to: dom.ParentNode, kind: DocumentKind): void {
  let previous: dom.ChildNode | null = null
  for (let child = from.first; child !== null; child = child.next) {
    const node = copied(child, kind)
    node.parent = to
    node.prev = previous
    if (previous !== null) previous.next = node
    to.children.push(node)
    previous = node
  }
}

function copied(node: ChildNode, kind: DocumentKind): dom.ChildNode {
  switch (node.type) {
    case 'text':
      return new dom.Text(node.data)
    case 'comment':
      return new dom.Comment(node.data)
    case 'directive':
      return new dom.ProcessingInstruction(directiveName(node.data, kind), node.data)
    case 'cdata': {
      const section = new dom.CDATA([])
      addChildren(node, section, kind)
      return section
    }
    default: {
      const element = new dom.Element(node.name, attributesOf(node), [], elementTypes[node.type])
      addChildren(node, element, kind)
      return element
    }
  }
}

const elementTypes = { tag: ElementType.Tag, script: ElementType.Script, style: ElementType.Style } as const

function attributesOf({ attributes }: Element): Record<string, string> {
  const object: Record<string, string> = {}
  for (let at = 0; at < attributes.length; at += 2) object[attributes[at] ?? ''] = attributes[at + 1] ?? ''
  return object
}

function directiveName(data: string, kind: DocumentKind): string {
  const end = data.search(/[\s/]/)
  const name = end < 0 ? data : data.slice(0, end)
  return kind === 'xml' ? name : name.toLowerCase()
}
