import { expect, test } from 'vitest'
import { filled } from '../../../src/analysis/mainText/filled.ts'

test('a column gets a figure in each of its places, by its number', () => {
  const column = new Float64Array(3)
  expect(filled(column, (index) => index / 2)).toBe(column)
  expect([...column]).toEqual([0, 0.5, 1])
})
