import { describe, expect, test } from 'vitest'
import { lexicalDiversity } from '../../src/analysis/lexicalDiversity.ts'
import { paragraphs } from '../../src/analysis/paragraphs.ts'
import { vocabulary } from '../../src/analysis/vocabulary.ts'
import { wordStatistics } from '../../src/analysis/wordStatistics.ts'
import { words } from '../../src/analysis/words.ts'
import { formsOf } from './support/formsOf.ts'

describe('word statistics', () => {
  test('count words, and words that differ in more than case', () => {
    const found = wordStatistics(
      vocabulary(formsOf(words('The mill, the Mill, THE wheel and __proto__'))),
      'en',
    )
    expect(found).toEqual({ words: 8, uniqueWords: 5, lexicalDiversity: null, readingTimeSeconds: 2 })
  })

  test('have the reading time of the language', () => {
    const found = vocabulary(formsOf(Array.from({ length: 600 }, (_, i) => `w${i}`)))
    expect(wordStatistics(found, 'en').readingTimeSeconds).toBe(158)
    expect(wordStatistics(found, 'de').readingTimeSeconds).toBe(201)
    expect(wordStatistics(found, null).readingTimeSeconds).toBe(196)
  })
})

describe('lexical diversity', () => {
  const ids = (length: number, types: number) => Int32Array.from({ length }, (_, i) => i % types)

  test('is the mean length of the stretches that keep a type-token ratio of 0.72', () => {
    // Of ten types in turn, 13 words have a ratio above 0.72, and 14 have not.
    expect(lexicalDiversity(ids(1400, 10), 10)).toBe(14)
  })

  test('hardly depends on the length', () => {
    expect(lexicalDiversity(ids(140, 10), 10)).toBe(lexicalDiversity(ids(14_000, 10), 10))
  })

  test('is the length for a text that repeats nothing, and null for a short one', () => {
    expect(lexicalDiversity(ids(100, 100), 100)).toBe(100)
    expect(lexicalDiversity(ids(49, 10), 10)).toBeNull()
  })
})

describe('paragraphs', () => {
  test.each([
    ['', 0],
    ['One line\nand another', 1],
    ['One\n\nTwo\n \t\nThree', 3],
    ['One\n\n\n\n—\n\nTwo\n\n', 2],
  ])('%j has %d', (text, count) => {
    expect(paragraphs(text)).toBe(count)
  })
})
