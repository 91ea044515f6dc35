import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { topTerms } from '../../src/analysis/keywords.ts'
import { stopWords } from '../../src/analysis/stopWords.ts'
import { vocabulary } from '../../src/analysis/vocabulary.ts'
import { words } from '../../src/analysis/words.ts'
import { formsOf } from './support/formsOf.ts'

const keywords = (found: readonly string[], language: string | null) =>
  topTerms(vocabulary(formsOf(found)), stopWords(language), 20)

const termsOf = (text: string, language: string | null = null) =>
  keywords(words(text), language).map(({ term, count }) => `${term} ${count}`)

describe('keywords', () => {
  test('are the most frequent terms, lower case, ties in code point order', () => {
    expect(termsOf('Wheel mill Mill zebra \u{10400}\u{10400} ﬀﬀ wheel MILL')).toEqual([
      ...['mill 3', 'wheel 2', 'zebra 1', 'ﬀﬀ 1', '\u{10428}\u{10428} 1'],
    ])
  })

  test('are no stop words of the language, English without one', () => {
    expect(termsOf('the mill and the river')).toEqual(['mill 1', 'river 1'])
    expect(termsOf('die Mühle und der Fluss', 'de')).toEqual(['fluss 1', 'mühle 1'])
    expect(termsOf('the mill', 'tlh')).toEqual(['mill 1', 'the 1'])
  })

  test('are neither numbers nor single letters', () => {
    expect(termsOf('1999 3.14 x 2x x2 川 mill')).toEqual(['mill 1'])
  })

  test('are no English function words, however the sentence is built', () => {
    expect(
      termsOf('It does not matter whether the mill itself is still yours, however few have ever seen it'),
    ).toEqual([...['matter 1', 'mill 1']])
  })

  test('of Japanese are not its grammar, which is written in hiragana', () => {
    expect(termsOf('水車は川のそばで回っています。水車です。ということです。', 'ja')[0]).toBe('水車 2')
    expect(termsOf('水車は川のそばで回っています。ということです。', 'ja').join('')).not.toMatch(
      /(?:こと|です|という) /,
    )
  })

  test('have no elision, possessive or contraction', () => {
    expect(termsOf("the miller's mill, the miller’s flour, we don't, they’ll")).toEqual([
      'miller 2',
      'flour 1',
      'mill 1',
    ])
    expect(termsOf("l'eau d’eau", 'fr')).toEqual(['eau 2'])
    expect(termsOf("mill mill's flour wheel’s wheel river's")).toEqual([
      ...['mill 2', 'wheel 2', 'flour 1', 'river 1'],
    ])
  })

  test('take __proto__ and constructor for words like any other', () => {
    expect(keywords(['constructor', '__proto__', 'constructor', 'hasOwnProperty'], 'en')).toEqual([
      { term: 'constructor', count: 2 },
      { term: '__proto__', count: 1 },
      { term: 'hasownproperty', count: 1 },
    ])
  })

  test('are at most 20, in falling order, whatever the order of the words', () => {
    const list = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 2, maxLength: 4 }),
      { maxLength: 200 },
    )
    fc.assert(
      fc.property(list, (found) => {
        const terms = keywords(found, 'tlh')
        expect(terms.length).toBe(Math.min(20, new Set(found).size))
        expect(terms.map(({ count }) => count)).toEqual(terms.map(({ count }) => count).sort((a, b) => b - a))
        expect(keywords(found.toReversed(), 'tlh')).toEqual(terms)
      }),
    )
  })
})
