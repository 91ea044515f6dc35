import fc from 'fast-check'
import { expect, test } from 'vitest'
import { termReader } from '../../../src/merge/terms/termReader.ts'

const term = fc.constantFrom<'grapheme' | 'binary'>('grapheme', 'binary').chain((unit) => fc.string({ unit }))

test('a term is the one that stands there, in whatever order they are asked for', () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 9 }), fc.infiniteStream(fc.nat(10)), (written, asked) => {
      const terms = written.map((term, at) => ({ term, count: at + 1 }))
      const flatTerms = JSON.stringify(terms.flatMap(({ term, count }) => [term, count]))
      const readers = [termReader({ terms }), termReader({ terms, flatTerms })]
      for (const entry of asked.take(12)) {
        for (const termAt of readers) expect(termAt(entry)).toBe(written[entry] ?? '')
      }
    }),
  )
})
