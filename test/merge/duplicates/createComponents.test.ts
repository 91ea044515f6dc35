import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createComponents } from '../../../src/merge/duplicates/createComponents.ts'

const size = 30
const item = fc.nat(size - 1)

test('a set is what was joined, known by its least number, with the least of what joined it', () => {
  const joins = fc.array(fc.tuple(item, item, fc.integer({ min: 80, max: 100 })), { maxLength: 40 })
  fc.assert(
    fc.property(joins, (joined) => {
      const components = createComponents(size)
      const sets = Array.from({ length: size }, (_, i) => ({ items: new Set([i]), least: 100 }))
      for (const [a, b, hundredths] of joined) {
        components.join(a, b, hundredths)
        const [ofA, ofB] = [sets[a], sets[b]]
        if (ofA === undefined || ofB === undefined) continue
        const both = {
          items: new Set([...ofA.items, ...ofB.items]),
          least: Math.min(ofA.least, ofB.least, hundredths),
        }
        for (const i of both.items) sets[i] = both
      }
      for (const [i, { items, least }] of sets.entries()) {
        expect(components.of(i)).toBe(Math.min(...items))
        expect(components.leastHundredths(components.of(i))).toBe(least)
      }
    }),
  )
})
