import { expect, test } from 'vitest'
import { featureNames, readFeatures } from '../../../src/analysis/mainText/blockFeatures.ts'
import { evidence } from '../../../src/analysis/mainText/evidence.ts'
import { model } from '../../../src/analysis/mainText/model.ts'
import { partsOf } from '../support/partsOf.ts'

test('the features of all blocks take the room of one row', () => {
  const page = partsOf('<h1>One</h1><p>two three<p>four<footer>five</footer>').measured
  const rows: Float32Array[] = []
  const wordsBefore: number[] = []
  readFeatures(page, evidence(page, null, model.weights), (row) => {
    rows.push(row)
    wordsBefore.push(Math.round(2 ** (row[featureNames.indexOf('wordsBefore')] ?? 0)) - 1)
  })
  expect(wordsBefore).toEqual([0, 1, 3, 4])
  expect(new Set(rows).size).toBe(1)
  expect(rows[0]).toHaveLength(featureNames.length)
})

test('what is told of a block stands in columns, and no object is made for it', () => {
  const { blocks, containers, ...measured } = partsOf('<p>a<p>b').measured
  const columns = [blocks.containers, blocks.firstNodes, blocks.linkChars, blocks.marks, containers.parents]
  const { wordsOf, sentenceEndOf, groupOf, repeatsOf } = measured
  for (const column of [...columns, wordsOf, sentenceEndOf, groupOf, repeatsOf]) {
    expect(ArrayBuffer.isView(column)).toBe(true)
    expect(column).toHaveLength(2)
  }
})
