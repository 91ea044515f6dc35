import { defaultHandlers, type Handle } from 'mdast-util-to-markdown'
import { isPlainPhrase } from './textHandler.ts'

/** Holds none of the characters that mean something in Markdown where a URL is expected. */
const plainUrl = /^https?:\/\/[\w./?=%:@,;+-]+$/

interface LinkNode {
  readonly url: string
  readonly title?: string | null
  readonly children: readonly { readonly type: string; readonly value?: string }[]
}

/**
 * Writes a link: one of a plain text to a plain URL as it is, which is most of a list of links and takes a fraction of the
 * time, the rest as the serialiser does.
 */
const written: Handle = (node: LinkNode, parent, state, info) => {
  const [child, ...more] = node.children
  const text = child?.type === 'text' && more.length === 0 ? (child.value ?? '') : ''
  const isPlain = !node.title && text !== node.url && isPlainPhrase(text) && plainUrl.test(node.url)
  return isPlain ? `[${text}](${node.url})` : defaultHandlers.link(node as never, parent, state, info)
}

/** What a link begins with, for whoever writes what stands before it. */
const { peek } = defaultHandlers.link as unknown as { readonly peek: Handle }

export const link: Handle = Object.assign(written, { peek })
