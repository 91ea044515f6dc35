import type { PostingWords } from './createPostings.ts'

/** Sums by the place of a page, for as many pages as one is compared with: a small table, which stays near the processor. */
export interface Products {
  /** Makes all sums 0, and room for so many. */
  clear(room: number): void
  /** Adds the weight of each posting from `from` to before `to`, times `weight`, to the sum of its page. */
  add(postings: PostingWords, from: number, to: number, weight: number): void
  /** How many places were added to. */
  readonly length: number
  /** The places in the order in which they came, and their sums; what stands after `length` of them means nothing. */
  readonly places: Uint32Array
  readonly sums: Float64Array
}

/** Few look-ups meet a slot of another place so: what the processor has not foreseen costs more than the clearing of free slots. */
const slotsPerPlace = 8

/** A hash table with open addressing, by Fibonacci hashing (Knuth, volume 3, 6.4). It says where the sums are, which lie together. */
export function createProducts(): Products {
  let bits = 0
  /** Where the sum is + 1, so that 0 is a free slot. */
  let table = new Uint32Array(0)
  let places = new Uint32Array(0)
  let sums = new Float64Array(0)
  let length = 0
  return {
    clear(room) {
      length = 0
      if (room <= places.length) {
        table.fill(0)
        return
      }
      bits = Math.ceil(Math.log2(slotsPerPlace * room))
      table = new Uint32Array(2 ** bits)
      places = new Uint32Array(2 ** bits / slotsPerPlace)
      sums = new Float64Array(2 ** bits / slotsPerPlace)
    },
    add({ words, weightBits, scale }, from, to, weight) {
      // A thousand postings a page come by here: what stands outside the function is looked up once.
      const slots = table
      const keys = places
      const totals = sums
      const mask = slots.length - 1
      const shift = 32 - bits
      let used = length
      for (let at = 2 * from; at < 2 * to; at += 2) {
        const word = words[at] ?? 0
        const place = word >>> weightBits
        const product = weight * (word & scale)
        let slot = Math.imul(place, 0x9e3779b1) >>> shift
        let entry = slots[slot] ?? 0
        while (entry !== 0 && keys[entry - 1] !== place) {
          slot = (slot + 1) & mask
          entry = slots[slot] ?? 0
        }
        if (entry !== 0) {
          totals[entry - 1] = (totals[entry - 1] ?? 0) + product
          continue
        }
        keys[used] = place
        totals[used] = product
        used += 1
        slots[slot] = used
      }
      length = used
    },
    get length() {
      return length
    },
    get places() {
      return places
    },
    get sums() {
      return sums
    },
  }
}
