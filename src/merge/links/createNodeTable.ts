import type { GiveWay } from '../../config/giveWay.ts'
import { forEachPlace } from '../forEachPlace.ts'
import type { Nodes } from './createNodeList.ts'

/** The page that the hash of a URL's key stands for: its number, or -1 for none of the run. */
export type FindNode = (hash: number) => number

/**
 * Finds pages by the hash of their key, and by the hash of where they came from in the end: a link to where a page redirected
 * to leads to that page. A page's own key goes before another's end, and of several pages with one end the first is found.
 * Twelve bytes a slot, at most 2/3 of the slots are taken.
 */
export async function createNodeTable(
  { keyHashes, finalHashes }: Pick<Nodes, 'keyHashes' | 'finalHashes'>,
  giveWay: GiveWay,
): Promise<FindNode> {
  const { length } = keyHashes
  const isMoved = (node: number): boolean => {
    const final = finalHashes[node] ?? Number.NaN
    return !Number.isNaN(final) && final !== keyHashes[node]
  }
  let moved = 0
  const count = (node: number): void => {
    moved += Number(isMoved(node))
  }
  await forEachPlace(length, count, giveWay)

  const size = 2 ** Math.max(4, Math.ceil(Math.log2((length + moved) * 1.5)))
  const hashes = new Float64Array(size)
  // A node's number and 1; 0 is an empty slot.
  const places = new Uint32Array(size)
  const slotOf = (hash: number): number => {
    let slot = (hash >>> 0) & (size - 1)
    while (places[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (size - 1)
    return slot
  }
  const add = (hash: number, node: number): void => {
    const slot = slotOf(hash)
    if (places[slot] !== 0) return
    hashes[slot] = hash
    places[slot] = node + 1
  }
  await forEachPlace(length, (node) => add(keyHashes[node] ?? 0, node), giveWay)
  await forEachPlace(length, (node) => isMoved(node) && add(finalHashes[node] ?? 0, node), giveWay)
  return (hash) => (places[slotOf(hash)] ?? 0) - 1
}
