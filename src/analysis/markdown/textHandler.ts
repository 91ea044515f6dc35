import type { Handle } from 'mdast-util-to-markdown'

/** Begins with a letter and holds none of the characters that mean something in Markdown within a line. */
const plainPhrase = /^\p{L}[^\s\\`*_[\]<>&|~!#=+]*(?: [^\s\\`*_[\]<>&|~!#=+]+)*$/u

/**
 * Writes a text: what needs no escape as it is, which is most of a page and saves most of the time, the rest as the
 * serialiser does.
 */
export const text: Handle = (node: { readonly value: string }, _parent, state, info) =>
  plainPhrase.test(node.value) ? node.value : state.safe(node.value, info)
