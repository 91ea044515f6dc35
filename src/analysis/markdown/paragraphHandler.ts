import { defaultHandlers, type Handle } from 'mdast-util-to-markdown'
import { isPlainPhrase } from './textHandler.ts'

interface ParagraphNode {
  readonly children: readonly { readonly type: string; readonly value?: string }[]
}

/** Writes a paragraph: one of a plain text as it is, for pages have thousands of a few words, the rest as the serialiser does. */
export const paragraph: Handle = (node: ParagraphNode, parent, state, info) => {
  const { children } = node
  const text = children.length === 1 && children[0]?.type === 'text' ? (children[0].value ?? '') : ''
  return isPlainPhrase(text) ? text : defaultHandlers.paragraph(node as never, parent as never, state, info)
}
