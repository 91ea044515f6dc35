import type { GiveWay } from '../../config/giveWay.ts'
import { forEachPlace } from '../forEachPlace.ts'
import type { VectorEntry } from './pageVector.ts'
import { sortPairs } from './sortPairs.ts'

/** The postings as they lie: of posting n the word 2n is its page, above `weightBits` bits of weight, and 2n + 1 the hash of its term. */
export interface PostingWords {
  readonly words: Uint32Array
  readonly weightBits: number
  /** Length of the vectors: the largest weight, all bits of a weight. */
  readonly scale: number
}

/** Which pages have a term in their vector. A page is known by its place among those that are ok. */
export interface Postings extends PostingWords {
  /** To be called before `sort`, once for each page. */
  add(place: number, vector: readonly VectorEntry[]): void
  sort(giveWay: GiveWay): Promise<void>
  /** Where the postings of a page stand, in the order of their hashes. */
  of(place: number): number[]
  /** The product of a vector with that of any page, by the page's place. */
  productsWith(vector: readonly VectorEntry[]): (place: number) => number
  /** Whether a posting of this term stands there. */
  has(at: number, hash: number): boolean
  hash(at: number): number
  weight(at: number): number
}

/**
 * Room for `capacity` postings of `pages` pages, 8 bytes each: the hash of the term, then the page and the weight, which
 * share 32 bits. Weights have at most 16 of them, 12 where there are a million pages. Once they are sorted, 4 bytes more for each
 * posting and each page say where those of a page are, with as much of each hash as there is room for: the postings themselves lie far from one
 * another, and few of them need be looked at for a term.
 */
export function createPostings(capacity: number, pages: number): Postings {
  const weightBits = Math.min(16, 32 - Math.max(1, Math.ceil(Math.log2(Math.max(pages, 2)))))
  const words = new Uint32Array(2 * capacity)
  const scale = 2 ** weightBits - 1
  /** Where the postings of a page begin among the `owned`. */
  const starts = new Uint32Array(pages + 1)
  let owned = new Uint32Array(0)
  let used = 0
  const positionBits = Math.max(1, Math.ceil(Math.log2(Math.max(capacity, 2))))
  const positionMask = 2 ** positionBits - 1
  /** The part of a hash that stands above a position. */
  const hashPart = (hash: number): number => (hash << positionBits) & ~positionMask

  const fillOwned = async (giveWay: GiveWay): Promise<void> => {
    owned = new Uint32Array(used)
    const sum = (place: number): void => {
      starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0)
    }
    await forEachPlace(pages, sum, giveWay)
    const next = starts.slice()
    const own = (at: number): void => {
      const place = (words[2 * at] ?? 0) >>> weightBits
      const free = next[place] ?? 0
      owned[free] = hashPart(words[2 * at + 1] ?? 0) | at
      next[place] = free + 1
    }
    await forEachPlace(used, own, giveWay)
  }
  return {
    words,
    weightBits,
    scale,
    add(place, vector) {
      for (const { hash, weight } of vector) {
        words[2 * used] = (place << weightBits) | weight
        words[2 * used + 1] = hash
        used += 1
      }
      starts[place + 1] = vector.length
    },
    async sort(giveWay) {
      await sortPairs(words, used, giveWay)
      await fillOwned(giveWay)
    },
    of(place) {
      const found: number[] = []
      const end = starts[place + 1] ?? 0
      for (let own = starts[place] ?? 0; own < end; own++)
        found.push(((owned[own] ?? 0) & positionMask) >>> 0)
      return found
    },
    productsWith(vector) {
      const parts = Uint32Array.from(vector, ({ hash }) => hashPart(hash))
      const ofOwned = (found: number): number => {
        const part = (found & ~positionMask) >>> 0
        const at = (found & positionMask) >>> 0
        let sum = 0
        for (let entry = 0; entry < parts.length; entry++) {
          if (parts[entry] !== part) continue
          const { hash, weight } = vector[entry] as VectorEntry
          if (words[2 * at + 1] === hash) sum += weight * ((words[2 * at] ?? 0) & scale)
        }
        return sum
      }
      return (place) => {
        const end = starts[place + 1] ?? 0
        let sum = 0
        for (let own = starts[place] ?? 0; own < end; own++) sum += ofOwned(owned[own] ?? 0)
        return sum
      }
    },
    has: (at, hash) => at < used && words[2 * at + 1] === hash,
    hash: (at) => words[2 * at + 1] ?? 0,
    weight: (at) => (words[2 * at] ?? 0) & scale,
  }
}
