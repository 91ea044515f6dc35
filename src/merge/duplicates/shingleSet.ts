import { finished32, hash32, mixed32 } from './hash32.ts'

const shingleLength = 3
const lowSeed = 0x2545f491
const highSeed = 0x6c8e9cf5

/** The shingles of a text as hashes of 53 bits, each once, in ascending order. */
export type ShingleSet = Float64Array

/**
 * The shingles of three words in lower case; a shorter text is one shingle, one without words none. That two of them
 * in two texts of 1,000 words have one hash by chance happens once in 10⁹ pairs of texts.
 */
export function shingleSet(words: readonly string[]): ShingleSet {
  const low = new Int32Array(words.length)
  const high = new Int32Array(words.length)
  for (let i = 0; i < words.length; i++) {
    const term = words[i]?.toLowerCase() ?? ''
    low[i] = hash32(term, lowSeed)
    high[i] = hash32(term, highSeed)
  }
  const found = new Float64Array(words.length === 0 ? 0 : Math.max(1, words.length - shingleLength + 1))
  for (let start = 0; start < found.length; start++) {
    const upper = windowHash(high, start) >>> 11
    found[start] = upper * 2 ** 32 + (windowHash(low, start) >>> 0)
  }
  return distinct(found.sort())
}

function windowHash(hashes: Int32Array, start: number): number {
  const end = Math.min(start + shingleLength, hashes.length)
  let state = 0
  for (let at = start; at < end; at++) state = mixed32(state, hashes[at] ?? 0)
  return finished32(state)
}

function distinct(sorted: Float64Array): Float64Array {
  let length = 0
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i] ?? 0
    if (i === 0 || value !== sorted[length - 1]) sorted[length++] = value
  }
  return sorted.slice(0, length)
}
