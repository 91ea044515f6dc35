import type { GiveWay } from '../../config/giveWay.ts'
import { forEachPlace } from '../forEachPlace.ts'
import { finished32 } from './hash32.ts'

interface EqualItems {
  /** 32 bits that equal items have in common. */
  hashOf(item: number): number
  isEqual(a: number, b: number): boolean
  /** Is told, for each item in order, the last one before it that equals it, or -1. */
  link(item: number, before: number): void
}

/** Finds equal items among 0 to `length` - 1. */
export type Linker = (items: EqualItems, giveWay: GiveWay) => Promise<void>

/** By a hash table with open addressing, of 8 to 16 bytes an item, which is used again each time. */
export function createLinker(length: number): Linker {
  const mask = 2 ** Math.ceil(Math.log2(length * 2 + 2)) - 1
  // Item + 1, so that 0 is a free place.
  const last = new Uint32Array(mask + 1)
  return async (items, giveWay) => {
    last.fill(0)
    const visit = (item: number): void => {
      let place = finished32(items.hashOf(item)) & mask
      let before = (last[place] ?? 0) - 1
      while (before !== -1 && !items.isEqual(before, item)) {
        place = (place + 1) & mask
        before = (last[place] ?? 0) - 1
      }
      last[place] = item + 1
      items.link(item, before)
    }
    await forEachPlace(length, visit, giveWay)
  }
}
