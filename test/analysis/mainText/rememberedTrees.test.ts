import fc from 'fast-check'
import { expect, test } from 'vitest'
import { featureNames } from '../../../src/analysis/mainText/blockFeatures.ts'
import { model } from '../../../src/analysis/mainText/model.ts'
import { RememberedTrees } from '../../../src/analysis/mainText/rememberedTrees.ts'
import { treesProbability } from '../../../src/analysis/mainText/trees.ts'

const { trees } = model
const remembered = () => new RememberedTrees(trees, featureNames.length)

test('rows that lie between the same thresholds are asked about once', () => {
  const asking = remembered()
  const row = new Float32Array(featureNames.length)
  const first = asking.probabilityOf(row, 0)
  row[3] = 1e-6
  expect(asking.probabilityOf(row, 0)).toBe(first)
  expect(asking.asked).toBe(1)
  row[3] = 1e6
  asking.probabilityOf(row, 0)
  expect(asking.asked).toBe(2)
})

test('rows of two kinds in turn are asked about once each', () => {
  const asking = remembered()
  const [one, other] = [
    new Float32Array(featureNames.length),
    new Float32Array(featureNames.length).fill(1e6),
  ]
  for (let turn = 0; turn < 100; turn++) {
    expect(asking.probabilityOf(one, 1)).toBe(treesProbability(trees, one))
    expect(asking.probabilityOf(other, 2)).toBe(treesProbability(trees, other))
  }
  expect(asking.asked).toBe(2)
})

test('every row has the probability that the trees give to it, thresholds themselves included', () => {
  const threshold = fc.nat(trees.thresholds.length - 1).map((node) => ({
    feature: trees.nodes[3 * node] ?? 0,
    value: trees.thresholds[node] ?? 0,
  }))
  const step = fc.record({ at: threshold, added: fc.constantFrom(0, 0, 1e-3, -1e-3, 1), kind: fc.nat(130) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const asking = remembered()
      const row = new Float32Array(featureNames.length)
      for (const { at, added, kind } of steps) {
        row[at.feature] = at.value + added
        expect(asking.probabilityOf(row, kind)).toBe(treesProbability(trees, row))
      }
    }),
  )
})
