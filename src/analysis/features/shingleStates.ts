import type { Vocabulary } from '../vocabulary.ts'
import { mixed, murmurHash } from './murmurHash.ts'

const shingleLength = 3

/**
 * A number of 32 bits for each shingle of three words of the text, in its order; a shorter text is one shingle, one
 * without words none. It mixes the words' hashes, and is yet to be `finished`.
 */
export function shingleStates({ terms, ids }: Vocabulary): Int32Array {
  if (ids.length === 0) return new Int32Array(0)
  const hashes = new Int32Array(terms.length)
  for (let id = 0; id < terms.length; id++) hashes[id] = murmurHash(terms[id] ?? '')
  const states = new Int32Array(Math.max(1, ids.length - shingleLength + 1))
  for (let start = 0; start < states.length; start++) {
    const end = Math.min(start + shingleLength, ids.length)
    let state = 0
    // A step a word, so that their order counts.
    for (let at = start; at < end; at++) state = mixed(state, hashes[ids[at] ?? 0] ?? 0)
    states[start] = state
  }
  return states
}
