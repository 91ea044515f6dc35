import { bitMajority } from './bitMajority.ts'
import { finished } from './features/murmurHash.ts'

const highSeed = 0x9747b28c

/**
 * The 64-bit SimHash of a text (Charikar 2002, "Similarity estimation techniques from rounding algorithms") over its
 * shingles of three words in lower case (`shingleStates`), as 16 hex digits; null for a text without words. Texts that share
 * most of their shingles differ in few bits, unrelated ones in about 32. A word's hash is MurmurHash3 over its
 * UTF-16 code units; a shingle's mixes those of its words, and is finished twice for its 64 bits.
 */
export function simhash(shingles: Int32Array): string | null {
  if (shingles.length === 0) return null
  const low = new Int32Array(shingles.length)
  const high = new Int32Array(shingles.length)
  for (let at = 0; at < shingles.length; at++) {
    const state = shingles[at] as number
    low[at] = finished(state)
    high[at] = finished(state ^ highSeed)
  }
  return hex(bitMajority(high)) + hex(bitMajority(low))
}

function hex(bits: number): string {
  return bits.toString(16).padStart(8, '0')
}
