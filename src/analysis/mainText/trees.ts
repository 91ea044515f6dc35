/**
 * Boosted regression trees, all nodes one after another: of each its feature, the child for values up to its threshold,
 * and the other child. A child below 0 is a leaf: `~child` is its number.
 */
export interface Trees {
  readonly roots: Int16Array
  readonly nodes: Int16Array
  readonly thresholds: Float64Array
  readonly leaves: Float64Array
}

/** After so many trees it is asked again whether it is clear what the rest would say. */
const clearEvery = 16
/** Log odds: 1 to 20. */
const clear = 3

/** The probability that the trees give to a row of features. */
export function treesProbability(
  { roots, nodes, thresholds, leaves }: Trees,
  features: Float32Array,
): number {
  let sum = 0
  for (let tree = 0; tree < roots.length; tree++) {
    if (tree % clearEvery === 0 && (sum > clear || sum < -clear)) break
    let node = roots[tree] as number
    while (node >= 0) {
      const at = 3 * node
      const value = features[nodes[at] as number] as number
      node = nodes[value <= (thresholds[node] as number) ? at + 1 : at + 2] as number
    }
    sum += leaves[~node] as number
  }
  return 1 / (1 + Math.exp(-sum))
}

/** Trees as the training writes them: numbers with spaces between, those of `nodes` in threes. */
export interface WrittenTrees {
  readonly roots: string
  readonly nodes: string
  readonly thresholds: string
  readonly leaves: string
}

export function readTrees({ roots, nodes, thresholds, leaves }: WrittenTrees): Trees {
  return {
    roots: Int16Array.from(numbers(roots)),
    nodes: Int16Array.from(numbers(nodes)),
    thresholds: Float64Array.from(numbers(thresholds)),
    leaves: Float64Array.from(numbers(leaves)),
  }
}

function numbers(text: string): number[] {
  return text.split(' ').map(Number)
}
