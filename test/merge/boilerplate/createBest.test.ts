import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBest } from '../../../src/merge/boilerplate/createBest.ts'

test('the best are the first of all in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), fc.integer({ min: 1, max: 10 }), (numbers, limit) => {
      const best = createBest<number>(limit, (a, b) => a - b)
      for (const number of numbers) best.add(number)
      expect(best.items()).toEqual(numbers.toSorted((a, b) => a - b).slice(0, limit))
    }),
  )
})
