import { type Trees, treesProbability } from './trees.ts'

/** More kinds of rows than these take turns. */
const maxKinds = 64

/** Where the last row of a kind lay. */
interface LastRow {
  /** By feature: what a value must be above, and what it may be at most, to lie between the same two thresholds. */
  readonly above: Float64Array
  readonly atMost: Float64Array
  probability: number
}

/**
 * Gives the same probabilities as `treesProbability`, and asks the trees only where a row differs from the last one of its kind by
 * something that they look at: of each feature it knows between which two of all thresholds the last value was.
 */
export class RememberedTrees {
  /** How often the trees were asked. */
  asked = 0
  private readonly trees: Trees
  private readonly thresholds: readonly Float64Array[]
  private readonly last: (LastRow | undefined)[] = new Array(maxKinds).fill(undefined)

  constructor(trees: Trees, features: number) {
    this.trees = trees
    this.thresholds = thresholdsOf(trees, features)
  }

  /** Rows of one kind, which is any number, are likely to be alike. */
  probabilityOf(row: Float32Array, kind: number): number {
    const last = this.lastOf(kind % maxKinds)
    const { above, atMost } = last
    let isLike = true
    for (let feature = 0; feature < above.length; feature++) {
      const value = row[feature] as number
      if (value > (above[feature] as number) && value <= (atMost[feature] as number)) continue
      isLike = false
      this.place(last, feature, value)
    }
    if (isLike) return last.probability
    this.asked++
    last.probability = treesProbability(this.trees, row)
    return last.probability
  }

  private lastOf(kind: number): LastRow {
    const known = this.last[kind]
    if (known !== undefined) return known
    const { length } = this.thresholds
    const above = new Float64Array(length).fill(Number.POSITIVE_INFINITY)
    const fresh = { above, atMost: new Float64Array(length), probability: 0 }
    this.last[kind] = fresh
    return fresh
  }

  private place({ above, atMost }: LastRow, feature: number, value: number): void {
    const thresholds = this.thresholds[feature] as Float64Array
    let low = 0
    let high = thresholds.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (value > (thresholds[middle] as number)) low = middle + 1
      else high = middle
    }
    above[feature] = thresholds[low - 1] ?? Number.NEGATIVE_INFINITY
    atMost[feature] = thresholds[low] ?? Number.POSITIVE_INFINITY
  }
}

/** By feature, all that the trees compare it with, from the lowest. */
function thresholdsOf({ nodes, thresholds }: Trees, features: number): Float64Array[] {
  const found = Array.from({ length: features }, (): number[] => [])
  for (let node = 0; node < thresholds.length; node++)
    found[nodes[3 * node] as number]?.push(thresholds[node] as number)
  return found.map((values) => Float64Array.from(values).sort())
}
