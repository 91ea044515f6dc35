import { elementRole } from '../elementRole.ts'
import { type ChildNode, type Element, isElement, isText } from '../markup/pageTree.ts'
import { walkTree } from '../walkTree.ts'

/** Classes of what numbers the lines of code. */
const lineNumbers: ReadonlySet<string> = new Set([
  'gutter',
  'lineno',
  'linenos',
  'line-number',
  'linenumber',
  'lnt',
])

/** The text of preformatted code: white space as it is, line numbers and buttons left out. */
export function codeText(code: Element): string {
  let text = ''
  let isLineStart = true
  const add = (piece: string): void => {
    text += piece
    if (piece !== '') isLineStart = piece.endsWith('\n')
  }
  const startLine = (): void => {
    if (!isLineStart) add('\n')
  }
  const isLine = (element: Element): boolean => {
    const role = elementRole(element, 'html', 'scripted')
    return role === 'block' || role === 'paragraph'
  }
  walkTree(code, {
    enter(node: ChildNode): boolean {
      if (isText(node)) add(node.data)
      if (!isElement(node)) return node.type === 'cdata'
      if (node.name === 'br') add('\n')
      else if (isLine(node)) startLine()
      return isCode(node)
    },
    leave(node: ChildNode): void {
      if (isElement(node) && isLine(node)) startLine()
    },
  })
  return text.replace(/\r\n?/g, '\n').replace(/^\n/, '').trimEnd().toWellFormed()
}

function isCode(element: Element): boolean {
  if (element.name === 'button' || isLineNumbers(element)) return false
  const role = elementRole(element, 'html', 'scripted')
  return role !== 'hidden' && role !== 'unread'
}

const maxClassChars = 200

/** Whether an element holds the numbers of lines, by its class. */
export function isLineNumbers(element: Element): boolean {
  const classes = element.attribute('class')
  if (classes === undefined || classes.length > maxClassChars) return false
  return classes.split(/\s+/).some((name) => lineNumbers.has(name))
}
