import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareCodePoints } from '../../../src/config/compareCodePoints.ts'
import { valueHash } from '../../../src/merge/distributions/valueHash.ts'
import { createTermTable } from '../../../src/merge/terms/createTermTable.ts'
import { termCounts } from '../../../src/merge/terms/termCounts.ts'
import type { Keyword } from '../../../src/types.ts'

const keywords = (unit: 'grapheme' | 'binary', maxLength = 12) =>
  fc.uniqueArray(
    fc.record({ term: fc.string({ unit, maxLength: 5 }), count: fc.integer({ min: 1, max: 400 }) }),
    {
      selector: ({ term }) => term,
      maxLength,
    },
  )

const flatOf = (terms: readonly Keyword[]): string =>
  JSON.stringify(terms.flatMap(({ term, count }) => [term, count]))

function held(table: ReturnType<typeof createTermTable>): Keyword[] {
  return Array.from({ length: table.length }, (_, place) => ({
    term: table.term(place),
    count: table.count(place),
  }))
}

describe('the table of a page’s terms', () => {
  test('holds them alike from JSON and from objects, whatever they are', () => {
    const table = createTermTable()
    fc.assert(
      fc.property(
        fc.constantFrom('grapheme', 'binary').chain((unit) => keywords(unit)),
        (terms) => {
          table.read({ terms, flatTerms: flatOf(terms) })
          expect(held(table)).toEqual(terms)
          table.read({ terms })
          expect(held(table)).toEqual(terms)
        },
      ),
    )
  })

  test('holds more than there usually are', () => {
    const terms = Array.from({ length: 1000 }, (_, i) => ({ term: `w${i}`, count: 1000 - i }))
    const table = createTermTable()
    table.read({ terms: [], flatTerms: flatOf(terms) })
    expect(held(table)).toEqual(terms)
  })

  test('knows and orders them as strings', () => {
    const table = createTermTable()
    const hash = new Uint32Array(2)
    fc.assert(
      fc.property(keywords('binary'), (terms) => {
        table.read({ terms, flatTerms: flatOf(terms) })
        for (const [place, { term }] of terms.entries()) {
          valueHash(term, hash)
          expect([table.low(place), table.high(place)]).toEqual([...hash])
          const order = Math.sign(compareCodePoints(term, terms[0]?.term ?? ''))
          expect(Math.sign(table.compare(place, 0))).toBe(order)
        }
      }),
    )
  })

  test('loses what is taken away, and has the most frequent first then', () => {
    const table = createTermTable()
    fc.assert(
      fc.property(keywords('grapheme'), keywords('grapheme'), keywords('grapheme'), (terms, one, other) => {
        const less = new Map<string, number>()
        for (const { term, count } of [...one, ...other]) less.set(term, (less.get(term) ?? 0) + count)
        table.read({ terms, flatTerms: flatOf(terms) })
        table.takeAway(termCounts([one, other]))
        expect(held(table)).toEqual(
          terms
            .map(({ term, count }) => ({ term, count: count - (less.get(term) ?? 0) }))
            .filter(({ count }) => count > 0)
            .sort((a, b) => b.count - a.count),
        )
      }),
    )
  })
})
