import { expect, test } from 'vitest'
import { featureNames } from '../../../src/analysis/mainText/blockFeatures.ts'
import written from '../../../src/analysis/mainText/model.json' with { type: 'json' }
import { model } from '../../../src/analysis/mainText/model.ts'
import { pageKinds } from '../../../src/analysis/mainText/pageKind.ts'
import { wordHash } from '../../../src/analysis/mainText/scannedWords.ts'
import { treesProbability } from '../../../src/analysis/mainText/trees.ts'
import { unpackedModel } from '../../../src/analysis/mainText/unpackedModel.ts'
import { placeOf } from '../../../src/analysis/mainText/wordTable.ts'
import { packedModel } from '../../../tools/packedModel.js'

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
    const probability = treesProbability(model.trees, new Float32Array(featureNames.length).fill(value))
    expect(probability).toBeGreaterThan(0)
    expect(probability).toBeLessThan(1)
  }
})

test('no two words of the model share a number', () => {
  const words = [written.path, written.own, written.list].map((text) =>
    text.split(' ').filter((_, at) => at % 2 === 0),
  )
  const kinds = written.kinds.split(' ').filter((_, at) => at % 8 === 0)
  expect(new Set(model.weights.words.words).size).toBe(new Set([...words.flat(), ...kinds]).size)
})

test('the weights of the model are those that are written for a word', () => {
  const { words, kinds, textWords, text } = model.weights
  for (const name of ['path', 'own', 'list'] as const) {
    const rows = rowsOf(written[name], 1)
    for (const [word, [weight]] of rows) {
      expect(model.weights[name][placeOf(words, wordHash(word))]).toBe(Number(weight) / 10)
    }
    expect(model.weights[name].filter((weight) => weight !== 0)).toHaveLength(rows.length)
  }
  for (const [word, weights] of rowsOf(written.kinds, pageKinds.length)) {
    const at = placeOf(words, wordHash(word)) * pageKinds.length
    expect([...kinds.subarray(at, at + pageKinds.length)]).toEqual(
      weights.map((weight) => Number(weight) / 100),
    )
  }
  for (const [word, [weight]] of rowsOf(written.text, 1)) {
    expect(text[placeOf(textWords, wordHash(word))]).toBe(Number(weight) / 10)
  }
})

test('the packed model is the same', () => {
  expect(unpackedModel(packedModel(model))).toEqual(model)
})

function rowsOf(text: string, width: number): [word: string, weights: string[]][] {
  const pieces = text.split(' ')
  return Array.from({ length: pieces.length / (width + 1) }, (_, row) => {
    const [word = '', ...weights] = pieces.slice(row * (width + 1), (row + 1) * (width + 1))
    return [word, weights]
  })
}
