import { type Trees, treesProbability } from './trees.ts'

/**
 * Gives the same probabilities as `treesProbability`, and asks the trees only where a row differs from the one before it by
 * something that they look at: of each feature it knows between which two of all thresholds the last value was.
 */
export class RememberedTrees {
  /** How often the trees were asked. */
  asked = 0
  private readonly trees: Trees
  private readonly thresholds: readonly Float64Array[]
  /** By feature: what a value must be above, and what it may be at most, to lie where the last one did. */
  private readonly above: Float64Array
  private readonly atMost: Float64Array
  private probability = 0

  constructor(trees: Trees, features: number) {
    this.trees = trees
    this.thresholds = thresholdsOf(trees, features)
    this.above = new Float64Array(features).fill(Number.POSITIVE_INFINITY)
    this.atMost = new Float64Array(features)
  }

  probabilityOf(row: Float32Array): number {
    const { above, atMost } = this
    let isLike = true
    for (let feature = 0; feature < above.length; feature++) {
      const value = row[feature] as number
      if (value > (above[feature] as number) && value <= (atMost[feature] as number)) continue
      isLike = false
      this.place(feature, value)
    }
    if (isLike) return this.probability
    this.asked++
    this.probability = treesProbability(this.trees, row)
    return this.probability
  }

  private place(feature: number, value: number): void {
    const thresholds = this.thresholds[feature] as Float64Array
    let low = 0
    let high = thresholds.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (value > (thresholds[middle] as number)) low = middle + 1
      else high = middle
    }
    this.above[feature] = thresholds[low - 1] ?? Number.NEGATIVE_INFINITY
    this.atMost[feature] = thresholds[low] ?? Number.POSITIVE_INFINITY
  }
}

/** By feature, all that the trees compare it with, from the lowest. */
function thresholdsOf({ nodes, thresholds }: Trees, features: number): Float64Array[] {
  const found = Array.from({ length: features }, (): number[] => [])
  for (let node = 0; node < thresholds.length; node++)
    found[nodes[3 * node] as number]?.push(thresholds[node] as number)
  return found.map((values) => Float64Array.from(values).sort())
}
