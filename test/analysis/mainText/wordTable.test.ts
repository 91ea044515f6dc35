import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWordTable, placeOf } from '../../../src/analysis/mainText/wordTable.ts'

/** Few enough that many have the same last bits. */
const word = fc.oneof(
  fc.integer(),
  fc.nat(40).map((upper) => (upper << 20) | 7),
)

test('every word of a table has its place, and no other word has one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word), fc.array(word), (words, others) => {
      const table = createWordTable(words)
      for (const other of [...words, ...others]) expect(placeOf(table, other)).toBe(words.indexOf(other))
    }),
  )
})
