import { unpackedArrays } from '../unpackedArrays.ts'

/** For each n-gram the languages that it tells something of, by their numbers, and how much. */
export type NgramScores = Readonly<Record<string, Readonly<Record<number, number>>>>

const HEAD = 4
const CHARACTERS = 6

/**
 * What looks like the scores that `tools/packedNgrams.js` has packed, which says how they lie there: an object is made for each n-gram that is looked up. As
 * objects all of them take some hundred times the memory.
 */
export function unpackedNgrams(packed: Uint8Array<ArrayBuffer>): NgramScores {
  const [heads, tails, ends, languages, scores] = unpackedArrays(packed, [
    Uint32Array,
    Uint16Array,
    Uint32Array,
    Uint8Array,
    Uint8Array,
  ])

  const scoresOf = (gram: string): Record<number, number> | undefined => {
    const index = placeOf(gram)
    if (index === undefined) return undefined
    const found: Record<number, number> = {}
    const start = ends[index - 1] ?? 0
    // The last one first: then the object has room for all others, and need not grow.
    for (let at = (ends[index] ?? 0) - 1; at >= start; at--) {
      found[languages[at] ?? 0] = scores[at] ?? 0
    }
    return found
  }
  const placeOf = (gram: string): number | undefined => {
    if (gram.length > CHARACTERS) return undefined
    const head = keyOf(gram, 0, HEAD)
    const tail = keyOf(gram, HEAD, CHARACTERS)
    let low = 0
    let high = heads.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = heads[middle] as number
      if (found === head && tails[middle] === tail) return middle
      if (found < head || (found === head && (tails[middle] as number) < tail)) low = middle + 1
      else high = middle - 1
    }
    return undefined
  }
  return new Proxy<NgramScores>(
    {},
    { get: (_, gram) => (typeof gram === 'string' ? scoresOf(gram) : undefined) },
  )
}

/** Characters as one number, in the order of the texts; with one that is none of ours, a number that there is not. */
function keyOf(gram: string, from: number, to: number): number {
  let key = 0
  for (let at = from; at < to; at++) {
    const character = at < gram.length ? gram.charCodeAt(at) : 0
    if (character > 255) return Number.NaN
    key = key * 256 + character
  }
  return key
}
