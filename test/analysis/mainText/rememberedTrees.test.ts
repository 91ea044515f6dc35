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
  const first = asking.probabilityOf(row)
  row[3] = 1e-6
  expect(asking.probabilityOf(row)).toBe(first)
  expect(asking.asked).toBe(1)
  row[3] = 1e6
  asking.probabilityOf(row)
  expect(asking.asked).toBe(2)
})

test('every row has the probability that the trees give to it, thresholds themselves included', () => {
  const threshold = fc.nat(trees.thresholds.length - 1).map((node) => ({
    feature: trees.nodes[3 * node] ?? 0,
    value: trees.thresholds[node] ?? 0,
  }))
  const step = fc.record({ at: threshold, added: fc.constantFrom(0, 0, 1e-3, -1e-3, 1) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const asking = remembered()
      const row = new Float32Array(featureNames.length)
      for (const { at, added } of steps) {
        row[at.feature] = at.value + added
        expect(asking.probabilityOf(row)).toBe(treesProbability(trees, row))
      }
    }),
  )
})
