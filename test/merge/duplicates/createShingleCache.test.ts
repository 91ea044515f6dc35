import { expect, test } from 'vitest'
import { createShingleCache } from '../../../src/merge/duplicates/createShingleCache.ts'

test('the shingles asked for last are kept, as many as the bytes hold', () => {
  const read: number[] = []
  const readText = (index: number) => {
    read.push(index)
    return index === 9 ? null : `mill number ${index} turns`
  }
  // Two shingles of 8 bytes each: room for three texts.
  const shinglesOf = createShingleCache({ readText, wordsOf: (text) => text.split(' ') }, 48)
  for (const index of [0, 1, 2, 0, 3, 0, 2, 1]) expect(shinglesOf(index)).toHaveLength(2)
  expect(read).toEqual([0, 1, 2, 3, 1])
})

test('a text that is larger than all that is kept has its shingles all the same', () => {
  const shinglesOf = createShingleCache({ readText: () => 'a b c d', wordsOf: (text) => text.split(' ') }, 8)
  expect(shinglesOf(0)).toHaveLength(2)
  expect(shinglesOf(0)).toEqual(shinglesOf(1))
})
