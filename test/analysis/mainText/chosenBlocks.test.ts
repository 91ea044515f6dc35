import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chosenBlocks } from '../../../src/analysis/mainText/chosenBlocks.ts'

const chosen = (probabilities: number[], sizes: number[]) => [
  ...chosenBlocks(Float64Array.from(probabilities), Int32Array.from(sizes)),
]

describe('the chosen blocks', () => {
  test('are those that are likely', () => {
    expect(chosen([0.9, 0.1, 0.95], [50, 50, 50])).toEqual([1, 0, 1])
  })

  test('are the likeliest where none is likely', () => {
    expect(chosen([0.02, 0.2], [100, 100])).toEqual([0, 1])
  })

  test('are none of nothing', () => {
    expect(chosen([], [])).toEqual([])
  })

  test('expect at least the F1 of every other threshold', () => {
    const block = fc.record({
      probability: fc.double({ min: 0.01, max: 1, noNaN: true }),
      size: fc.integer({ min: 1, max: 300 }),
    })
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 40 }), (blocks) => {
        const probabilities = blocks.map(({ probability }) => probability)
        const sizes = blocks.map(({ size }) => size)
        const expected = (kept: boolean[]) => {
          const sum = (part: number[]) => part.reduce((total, value) => total + value, 0)
          const main = probabilities.map((probability, at) => probability * (sizes[at] ?? 0))
          const found = sum(main.filter((_, at) => kept[at]))
          return (2 * found) / (sum(sizes.filter((_, at) => kept[at])) + sum(main))
        }
        const ours = expected(chosen(probabilities, sizes).map((flag) => flag === 1))
        const best = Math.max(
          ...probabilities.map((least) => expected(probabilities.map((value) => value >= least))),
        )
        expect(ours).toBeGreaterThan(best - 0.01)
      }),
    )
  })
})
