import type { GiveWay } from '../../config/giveWay.ts'
import { forEachPlace } from '../forEachPlace.ts'
import type { VectorEntry } from './pageVector.ts'
import { sortPairs } from './sortPairs.ts'
import { type TermExtent, termExtents } from './termExtents.ts'

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
  /** The products of a vector, whose terms are distinct, with those of the pages at these places. They stand until it is asked again. */
  productsWith(vector: readonly VectorEntry[], places: Uint32Array): Float64Array
  /** Where those of the same term stand. */
  term(at: number): TermExtent
  hash(at: number): number
  weight(at: number): number
}

/**
 * Room for `capacity` postings of `pages` pages, 8 bytes each: the hash of the term, then the page and the weight, which
 * share 32 bits. Weights have at most 16 of them, 12 where there are a million pages. Once they are sorted, 4 bytes more for each
 * posting and each page say where those of a page are, with as much of each hash as there is room for: the postings themselves lie far from one
 * another, and few of them need be looked at for a term. 4 more for each distinct term say where its postings are.
 */
export function createPostings(capacity: number, pages: number): Postings {
  const weightBits = Math.min(16, 32 - Math.max(1, Math.ceil(Math.log2(Math.max(pages, 2)))))
  const words = new Uint32Array(2 * capacity)
  const scale = 2 ** weightBits - 1
  /** Where the postings of a page begin among the `owned`. */
  const starts = new Uint32Array(pages + 1)
  let owned = new Uint32Array(0)
  let extentOf = (at: number): TermExtent => ({ from: at, to: at })
  let used = 0
  const positionBits = Math.max(1, Math.ceil(Math.log2(Math.max(capacity, 2))))
  const positionMask = 2 ** positionBits - 1
  /** The part of a hash that stands above a position. */
  const hashPart = (hash: number): number => (hash << positionBits) & ~positionMask
  /** The upper bits of such a part, few enough for a small table. */
  const partShift = Math.max(24, positionBits)
  const isPart = new Uint8Array(2 ** (32 - partShift))
  let sums = new Float64Array(0)

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
  /** Of each page's postings those that may be of a term of the vector: which of the pages it is, and where the posting stands. */
  const metPostings = (vector: readonly VectorEntry[], asked: Uint32Array): number[] => {
    isPart.fill(0)
    for (const { hash } of vector) isPart[hashPart(hash) >>> partShift] = 1
    const met: number[] = []
    for (let page = 0; page < asked.length; page++) {
      const place = asked[page] ?? 0
      const end = starts[place + 1] ?? 0
      for (let own = starts[place] ?? 0; own < end; own++) {
        const found = owned[own] ?? 0
        if (isPart[found >>> partShift] === 1) met.push(page, (found & positionMask) >>> 0)
      }
    }
    return met
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
      extentOf = await termExtents(words, used, giveWay)
    },
    of(place) {
      const found: number[] = []
      const end = starts[place + 1] ?? 0
      for (let own = starts[place] ?? 0; own < end; own++)
        found.push(((owned[own] ?? 0) & positionMask) >>> 0)
      return found
    },
    productsWith(vector, asked) {
      if (sums.length < asked.length) sums = new Float64Array(asked.length)
      sums.fill(0, 0, asked.length)
      const met = metPostings(vector, asked)
      for (let at = 0; at < met.length; at += 2) {
        const page = met[at] ?? 0
        const posting = 2 * (met[at + 1] ?? 0)
        const weight = weightOf(vector, words[posting + 1] ?? 0)
        sums[page] = (sums[page] ?? 0) + weight * ((words[posting] ?? 0) & scale)
      }
      return sums
    },
    term: (at) => extentOf(at),
    hash: (at) => words[2 * at + 1] ?? 0,
    weight: (at) => (words[2 * at] ?? 0) & scale,
  }
}

/** The weight of a term in a vector; 0 where it is not in it. */
function weightOf(vector: readonly VectorEntry[], hash: number): number {
  for (const entry of vector) if (entry.hash === hash) return entry.weight
  return 0
}
