import type { Handle } from 'mdast-util-to-markdown'

/** Runs of backticks of so many lengths are in no code that anybody has written. */
const maxLengths = 20

/**
 * Writes code as the handler does that is given. That looks through the whole of it for each length that its fence cannot have, so code in
 * which there are many is written as a text.
 */
export function inlineCodeHandler(usual: Handle): Handle {
  return (node: { readonly value: string }, parent, state, info) =>
    isFencedEasily(node.value)
      ? usual(node, parent, state, info)
      : state.handle({ type: 'text', value: node.value }, parent, state, info)
}

function isFencedEasily(code: string): boolean {
  if (!code.includes('`')) return true
  const lengths = new Set(code.match(/`+/g)?.map((run) => run.length))
  return lengths.size < maxLengths
}
