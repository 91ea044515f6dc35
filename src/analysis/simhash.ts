import { createVotes } from './bitVotes.ts'
import type { Vocabulary } from './vocabulary.ts'

const shingleLength = 3
const highSeed = 0x9747b28c

/**
 * The 64-bit SimHash of a text (Charikar 2002, "Similarity estimation techniques from rounding algorithms") over its
 * shingles of three words in lower case, as 16 hex digits; null for a text without words. Texts that share
 * most of their shingles differ in few bits, unrelated ones in about 32. A word's hash is MurmurHash3 over its
 * UTF-16 code units; a shingle's mixes those of its words, and is finished twice for its 64 bits.
 */
export function simhash({ terms, ids }: Vocabulary): string | null {
  if (ids.length === 0) return null
  const hashes = Int32Array.from(terms, hash)
  const low = createVotes()
  const high = createVotes()
  const shingles = Math.max(1, ids.length - shingleLength + 1)
  for (let start = 0; start < shingles; start++) {
    const end = Math.min(start + shingleLength, ids.length)
    let shingle = 0
    // A step a word, so that their order counts.
    for (let at = start; at < end; at++) shingle = mixed(shingle, hashes[ids[at] ?? 0] ?? 0)
    low.add(finished(shingle))
    high.add(finished(shingle ^ highSeed))
  }
  return hex(high.majority()) + hex(low.majority())
}

function hex(bits: number): string {
  return bits.toString(16).padStart(8, '0')
}

function hash(text: string): number {
  let state = 0
  for (let i = 0; i < text.length; i += 2) {
    state = mixed(state, text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16))
  }
  return finished(state ^ (text.length * 2))
}

/** A step of MurmurHash3 (x86, 32 bits). */
function mixed(state: number, block: number): number {
  let k = Math.imul(block, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const turned = state ^ k
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0
}

/** MurmurHash3's last step, after which each bit depends on every other. */
function finished(state: number): number {
  let h = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
