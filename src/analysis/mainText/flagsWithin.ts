import type { Element } from '../markup/pageTree.ts'
import type { Containers } from './block.ts'

/** A 1 for each container whose element is such a one, and for all that are in it. */
export function flagsWithin(
  { elements, parents }: Containers,
  isSuch: (element: Element) => boolean,
): Uint8Array {
  const flags = new Uint8Array(elements.length)
  for (let order = 0; order < elements.length; order++)
    flags[order] = flags[parents[order] as number] === 1 || isSuch(elements.at(order)) ? 1 : 0
  return flags
}
