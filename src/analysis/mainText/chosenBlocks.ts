import { filled } from './filled.ts'

/**
 * The blocks that make the best expected F1 when block `i` has `sizes[i]` words and is main text with
 * `probabilities[i]`: those at half that F1 or more (Lipton, Elkan and Naryanaswamy, 2014), found by going from one
 * threshold to the F1 it gives.
 */
export function chosenBlocks(probabilities: Float64Array, sizes: Int32Array): Uint8Array {
  let expected = 0
  for (let index = 0; index < sizes.length; index++) expected += at(probabilities, index) * at(sizes, index)
  let threshold = 0.5
  for (let round = 0; round < 12; round++) {
    let kept = 0
    let keptExpected = 0
    for (let index = 0; index < sizes.length; index++) {
      if (at(probabilities, index) < threshold) continue
      kept += at(sizes, index)
      keptExpected += at(probabilities, index) * at(sizes, index)
    }
    const next = kept + expected === 0 ? 0 : keptExpected / (kept + expected)
    const isStable = Math.abs(next - threshold) < 1e-4
    threshold = next
    if (isStable) break
  }
  return filled(new Uint8Array(sizes.length), (index) => (at(probabilities, index) >= threshold ? 1 : 0))
}

function at(values: Float64Array | Int32Array, index: number): number {
  return values[index] ?? 0
}
