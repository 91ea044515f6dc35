/** Entries come in groups that can be made and handled in one go without holding up the event loop. */
const GROUP_SIZE = 128

/** A list in pieces of at most `GROUP_SIZE`, in order. */
export function* inGroups<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += GROUP_SIZE) yield list.slice(start, start + GROUP_SIZE)
}
