import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadEntityFinder } from '../../../src/analysis/entities/loadEntityFinder.ts'
import { compareCodePoints } from '../../../src/config/compareCodePoints.ts'
import type { Entities } from '../../../src/types.ts'

const find = await loadEntityFinder()
const none: Entities = { people: [], organisations: [], places: [] }

/** Lone surrogates among them. */
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))
const anyText = fc.oneof(
  fc.string({ unit: anyUnit, maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'John',
        'Smith',
        "Smith's",
        'Dr.',
        'J.',
        'Paris',
        ',',
        '.',
        '\n',
        'Google',
        'of',
        'University',
        '__proto__',
        'constructor',
      ),
      { maxLength: 60 },
    )
    .map((words) => words.join(' ')),
)

function english(text: string): Entities {
  return find(text, 'en') ?? none
}

describe('the entities of an English text', () => {
  test('are its people, organisations and places, with their counts, the most frequent first', () => {
    const text =
      'Ada Lovelace met Charles Babbage in London. Later Charles Babbage went to Paris and back to London. ' +
      'A copy is kept by the University of Leeds, and another one by Microsoft in London.'
    expect(find(text, 'en')).toEqual({
      people: [
        { name: 'Charles Babbage', count: 2 },
        { name: 'Ada Lovelace', count: 1 },
      ],
      organisations: [
        { name: 'Microsoft', count: 1 },
        { name: 'University of Leeds', count: 1 },
      ],
      places: [
        { name: 'London', count: 3 },
        { name: 'Paris', count: 1 },
      ],
    })
  })

  test('count a person by a first or last name alone, and with a title', () => {
    const text = 'Dr. Jane Miller wrote the report. Jane was proud of it. Mrs. Miller’s colleagues were not.'
    expect(english(text).people).toEqual([{ name: 'Jane Miller', count: 3 }])
  })

  test('leave out a part of a name that two people have', () => {
    const text = 'John Miller and Jane Miller were there. Miller spoke first.'
    expect(english(text).people).toEqual([
      { name: 'Jane Miller', count: 1 },
      { name: 'John Miller', count: 1 },
    ])
  })

  test('leave out single names of nobody in particular', () => {
    expect(english('Wolfram is easy to learn, and Crystal is a language as well.').people).toEqual([])
  })

  test('are told apart at commas, and lose their possessive', () => {
    expect(english('They visited Toronto, Vancouver and Berlin’s museums.').places).toEqual([
      { name: 'Berlin', count: 1 },
      { name: 'Toronto', count: 1 },
      { name: 'Vancouver', count: 1 },
    ])
  })

  test('keep initials, hyphens and ampersands', () => {
    const found = english('A book by J. K. Rowling is sold at Barnes & Noble. Anna Smith-Jones has read it.')
    expect(found.people.map(({ name }) => name)).toEqual(['Anna Smith-Jones', 'J. K. Rowling'])
    expect(found.organisations.map(({ name }) => name)).toEqual(['Barnes & Noble'])
  })

  test('are at most 50 of a kind', () => {
    const letters = [...'bcdfghklmnprst']
    const names = letters.flatMap((a) => letters.map((b) => `Yesterday John M${a}o${b}son called.`))
    expect(english(names.join('\n')).people).toHaveLength(50)
  })

  test.each(['', ' \n ', 'no name in lower case, not even london', '1984 — 17 %', '\ud800'])(
    'are none in %j',
    (text) => {
      expect(find(text, 'en')).toEqual(none)
    },
  )

  test.each([['de'], ['fr'], ['zh'], [null]])('are null for a text in another language: %s', (language) => {
    expect(find('Angela Merkel wohnt in Berlin.', language)).toBeNull()
  })
})

describe('whatever the text', () => {
  test('counts are positive, names have letters, and the order is fixed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { people, organisations, places } = english(text)
        for (const list of [people, organisations, places]) {
          expect(list.every(({ name, count }) => count > 0 && /\p{L}/u.test(name))).toBe(true)
          const sorted = [...list].sort((a, b) => b.count - a.count || compareCodePoints(a.name, b.name))
          expect(list).toEqual(sorted)
          expect(new Set(list.map(({ name }) => name)).size).toBe(list.length)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('it has the same entities after another text was read', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, other) => {
        const before = english(text)
        english(other)
        expect(english(text)).toEqual(before)
      }),
      { numRuns: 30 },
    )
  })

  test('what stands beyond the first 50,000 characters is not read', () => {
    const filler = 'the mill turns by the river and it grinds.\n'.repeat(1300)
    expect(english(`Paris is far.\n${filler}London is farther.`).places).toEqual([
      { name: 'Paris', count: 1 },
    ])
  })

  test.each([
    ['capitals', 'A'],
    ['apostrophes', "'A"],
    ['points', '.A..'],
    ['names without an end', 'John Smith '],
    ['shouted names', 'JOHN '],
  ])('a megabyte takes hardly longer than ten times its first 5,000 characters: %s', (_, unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
    const least = elapsedMs(() => find(text.slice(0, 5000), 'en'))
    expect(elapsedMs(() => find(text, 'en'))).toBeLessThan(30 * least + 200)
  })
})

function elapsedMs(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
