import fc from 'fast-check'
import { expect, test } from 'vitest'
import { urlHash } from '../../src/config/urlHash.ts'
import { createKeySet } from '../../src/forecast/createKeySet.ts'

test('a set of keys is a set of numbers', () => {
  const key = fc.oneof(fc.nat(50), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 }))
  fc.assert(
    fc.property(fc.array(key, { maxLength: 3000 }), (keys) => {
      const ours = createKeySet()
      const known = new Set<number>()
      for (const added of keys) {
        expect(ours.add(added)).toBe(!known.has(added))
        known.add(added)
      }
      expect(ours.size).toBe(known.size)
    }),
    { numRuns: 50 },
  )
})

test('a set of keys tells the hashes of many URLs apart', () => {
  const keys = createKeySet()
  for (let i = 0; i < 100_000; i += 1) keys.add(urlHash(`https://a.example/${i}`))
  for (let i = 0; i < 100_000; i += 1) keys.add(urlHash(`https://a.example/${i}`))
  expect(keys.size).toBe(100_000)
})
