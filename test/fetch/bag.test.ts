import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBag, NOWHERE } from '../../src/fetch/bag.ts'

test('a bag holds what was added and not deleted, whatever the order', () => {
  const commands = fc.array(fc.tuple(fc.boolean(), fc.nat(9)), { maxLength: 60 })
  fc.assert(
    fc.property(commands, (list) => {
      const items = Array.from({ length: 10 }, (_, name) => ({ name, place: NOWHERE }))
      const bag = createBag<(typeof items)[number]>()
      const expected = new Set<number>()
      for (const [isAdded, name] of list) {
        const item = items[name]
        if (item === undefined || (isAdded && expected.has(name))) continue
        if (isAdded) bag.add(item)
        else bag.delete(item)
        if (isAdded) expected.add(name)
        else expected.delete(name)
      }
      expect(bag.items.map(({ name }) => name).toSorted()).toEqual([...expected].toSorted())
    }),
  )
})
