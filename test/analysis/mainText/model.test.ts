import { expect, test } from 'vitest'
import { featureNames } from '../../../src/analysis/mainText/blockFeatures.ts'
import written from '../../../src/analysis/mainText/model.json' with { type: 'json' }
import { model } from '../../../src/analysis/mainText/model.ts'
import { treesProbability } from '../../../src/analysis/mainText/trees.ts'

test('the model was learnt from the features there are', () => {
  expect(written.features.split(' ')).toEqual(featureNames)
})

test('every tree of the model ends in leaves, whatever the features', () => {
  const { roots, nodes, thresholds, leaves } = model.trees
  const features = nodes.filter((_, at) => at % 3 === 0)
  const children = nodes.filter((_, at) => at % 3 !== 0)
  expect(roots.length).toBeGreaterThan(50)
  expect(features).toHaveLength(thresholds.length)
  expect(Math.max(...features)).toBeLessThan(featureNames.length)
  expect(Math.max(...children)).toBeLessThan(thresholds.length)
  expect(Math.min(...children)).toBe(-leaves.length)
  for (const value of [-1e9, 0, 1e9, Number.NaN]) {
    const probability = treesProbability(model.trees, new Float32Array(featureNames.length).fill(value), 0)
    expect(probability).toBeGreaterThan(0)
    expect(probability).toBeLessThan(1)
  }
})

test('no two words of the model share a number', () => {
  const words = [written.path, written.own, written.list].map((text) =>
    text.split(' ').filter((_, at) => at % 2 === 0),
  )
  const kinds = written.kinds.split(' ').filter((_, at) => at % 8 === 0)
  expect(model.weights.words.size).toBe(new Set([...words.flat(), ...kinds]).size)
})
