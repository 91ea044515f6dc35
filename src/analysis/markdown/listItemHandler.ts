import { defaultHandlers, type Handle } from 'mdast-util-to-markdown'

/**
 * Writes an item as the serialiser does, which would look through the whole list for the item's number: here it is
 * in a list of its own that begins with it.
 */
export const listItem: Handle = (node, parent, state, info) => {
  if (parent?.type !== 'list') return defaultHandlers.listItem(node, parent, state, info)
  const start = (parent.start ?? 1) + (state.indexStack.at(-1) ?? 0)
  return defaultHandlers.listItem(node, { ...parent, start, children: [node] }, state, info)
}
