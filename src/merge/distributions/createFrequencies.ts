import { type CountMin, createCountMin } from './createCountMin.ts'
import { createHashCounts } from './createHashCounts.ts'
import { valueHash } from './valueHash.ts'

/** How often each string was counted. */
export interface Frequencies {
  /** Counts one more; how often it was counted with that. */
  add(value: string): number
  /** As `add`, of a string by its `valueHash`. */
  addHash(low: number, high: number): number
  /** As `addHash` last said, for a string that was counted. */
  ofHash(low: number, high: number): number
  /** Whether nothing had to be estimated. */
  isExact(): boolean
}

export interface FrequencyLimits {
  /** Most distinct strings that are counted exactly. */
  readonly exact: number
  /** Counters in each of the four rows of the sketch; a power of two. */
  readonly sketchWidth: number
}

/**
 * Exact for the first `exact` distinct strings. Those first met later are counted in a Count-Min sketch, which may
 * say too much and never too little. Memory: 24 to 48 bytes for each of `exact`, and 16 for each of `sketchWidth`
 * once the sketch is needed; the strings themselves are not kept.
 */
export function createFrequencies({ exact, sketchWidth }: FrequencyLimits): Frequencies {
  const counts = createHashCounts(exact)
  const hash = new Uint32Array(2)
  let sketch: CountMin | null = null
  const addHash = (low: number, high: number): number => {
    const count = counts.add(low, high)
    if (count > 0) return count
    sketch ??= createCountMin(sketchWidth)
    return sketch.add(low, high)
  }
  return {
    addHash,
    add(value) {
      valueHash(value, hash)
      return addHash(hash[0] ?? 0, hash[1] ?? 0)
    },
    ofHash: (low, high) => counts.of(low, high) || (sketch?.of(low, high) ?? 0),
    isExact: () => sketch === null,
  }
}
