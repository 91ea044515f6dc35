import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createProducts } from '../../../src/merge/terms/createProducts.ts'

const additions = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 9 })), { maxLength: 200 })

test('products are the sums of what was added since they were cleared, by places as they came', () => {
  const products = createProducts()
  fc.assert(
    fc.property(additions, (added) => {
      const sums = new Map<number, number>()
      products.clear(added.length)
      for (const [place, product] of added) {
        products.add(place, product)
        sums.set(place, (sums.get(place) ?? 0) + product)
      }
      const found = Array.from({ length: products.length }, (_, at) => [
        products.placeAt(at),
        products.productAt(at),
      ])
      expect(found).toEqual([...sums])
    }),
  )
})
