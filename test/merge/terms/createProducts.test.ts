import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createProducts } from '../../../src/merge/terms/createProducts.ts'

const WEIGHT_BITS = 4
const additions = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 9 })), { maxLength: 200 })

test('products are the sums of what was added since they were cleared, by places as they came', () => {
  const products = createProducts()
  fc.assert(
    fc.property(additions, (added) => {
      const half = added.length >>> 1
      const sums = new Map<number, number>()
      const words = Uint32Array.from(added.flatMap(([place, weight]) => [(place << WEIGHT_BITS) | weight, 0]))
      const postings = { words, weightBits: WEIGHT_BITS, scale: 2 ** WEIGHT_BITS - 1 }
      products.clear(added.length)
      products.add(postings, 0, half, 3)
      products.add(postings, half, added.length, 5)
      for (const [at, [place, weight]] of added.entries())
        sums.set(place, (sums.get(place) ?? 0) + weight * (at < half ? 3 : 5))
      const { length, places } = products
      expect(Array.from(places.subarray(0, length), (place, at) => [place, products.sums[at]])).toEqual([
        ...sums,
      ])
    }),
  )
})
