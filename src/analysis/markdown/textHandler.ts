import type { Handle } from 'mdast-util-to-markdown'

/** Begins with a letter and holds none of the characters that mean something in Markdown within a line. */
const plainPhrase = /^\p{L}[^\s\\`*_[\]<>&|~!#=+]*(?: [^\s\\`*_[\]<>&|~!#=+]+)*$/u

/** Whether a text is the same in Markdown, wherever it stands. */
export const isPlainPhrase = (text: string): boolean => plainPhrase.test(text)

/** The space between two links, say. At the edge of a line one would be lost. */
const isSpaceBetween = (value: string, { before, after }: Parameters<Handle>[3]): boolean =>
  value === ' ' && !/\s$/.test(before) && !/^\s/.test(after)

/**
 * Writes a text: what needs no escape as it is, which is most of a page and saves most of the time, the rest as the
 * serialiser does.
 */
export const text: Handle = (node: { readonly value: string }, _parent, state, info) =>
  isPlainPhrase(node.value) || isSpaceBetween(node.value, info) ? node.value : state.safe(node.value, info)
