import { finished } from './murmurHash.ts'

/** A prime, so that a walk of equal steps comes to every bin. */
const bins = 227
const seed = 0x3c6ef372
const walkSeed = 0x1b56c4e9
/** Larger than what stands in any bin. */
const empty = 0xffffffff

/**
 * One-permutation MinHash (Li, Owen and Zhang 2012, "One permutation hashing"): each shingle's hash falls into one of
 * 227 bins, which keeps the least. Any bin of two texts is the same with the probability of their Jaccard similarity.
 * An empty bin takes the value of the first full one on a walk of its own, the same for every text: optimal
 * densification (Shrivastava 2017). So the bins of a short text repeat a few values, but which one stands where is as
 * good as independent, and texts of few shingles meet no more often than their similarity says. There must be a shingle.
 */
export function minHashSketch(shingleStates: Int32Array): Uint32Array {
  const least = leastByBin(shingleStates)
  const sketch = least.slice()
  for (let bin = 0; bin < bins; bin++) {
    if (least[bin] === empty) sketch[bin] = firstOnWalk(least, bin)
  }
  return sketch
}

function leastByBin(shingleStates: Int32Array): Uint32Array {
  const least = new Uint32Array(bins).fill(empty)
  for (let i = 0; i < shingleStates.length; i++) {
    const hash = finished((shingleStates[i] ?? 0) ^ seed) >>> 0
    const bin = Math.floor((hash * bins) / 2 ** 32)
    if (hash < (least[bin] ?? 0)) least[bin] = hash
  }
  // The one hash that looks like an empty bin.
  if (least.every((hash) => hash === empty)) least[bins - 1] = empty - 1
  return least
}

function firstOnWalk(least: Uint32Array, bin: number): number {
  const random = finished(bin ^ walkSeed) >>> 0
  const step = 1 + (Math.floor(random / bins) % (bins - 1))
  let at = random % bins
  while (least[at] === empty) {
    at += step
    if (at >= bins) at -= bins
  }
  return least[at] ?? 0
}
