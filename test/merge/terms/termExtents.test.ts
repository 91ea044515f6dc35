import fc from 'fast-check'
import { expect, test } from 'vitest'
import { termExtents } from '../../../src/merge/terms/termExtents.ts'

test('a posting tells where all of its term stand', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(20), { minLength: 1, maxLength: 200 }),
      fc.nat(9),
      async (terms, spare) => {
        const sorted = terms.toSorted((a, b) => a - b)
        const words = new Uint32Array(2 * (sorted.length + spare))
        for (const [at, term] of sorted.entries()) words[2 * at + 1] = term
        const extentOf = await termExtents(words, sorted.length, () => undefined)
        for (const [at, term] of sorted.entries())
          expect(extentOf(at)).toEqual({ from: sorted.indexOf(term), to: sorted.lastIndexOf(term) + 1 })
      },
    ),
  )
})
