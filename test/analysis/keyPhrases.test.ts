import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyPhrases } from '../../src/analysis/keyPhrases.ts'
import { stopWords } from '../../src/analysis/stopWords.ts'
import { tokens } from '../../src/analysis/tokens.ts'
import { vocabulary } from '../../src/analysis/vocabulary.ts'

function phrasesOf(text: string, language = 'en'): string[] {
  const found = tokens(text)
  return keyPhrases(found, vocabulary(found), stopWords(language)).map(
    ({ term, count }) => `${term} ${count}`,
  )
}

describe('key phrases', () => {
  test('are the two or three words that stand together again and again', () => {
    const text =
      'The water wheel turns. A water wheel needs a mill pond, and the mill pond needs the old stone dam. ' +
      'Without the old stone dam there is no water wheel.'
    expect(phrasesOf(text).sort()).toEqual(['mill pond 2', 'old stone dam 2', 'water wheel 3'])
  })

  test('put what the text is about before what it mentions', () => {
    const text = `${'There is the water wheel. '.repeat(8)}${'Nothing else is known of it. '.repeat(10)}${'He had green apples. '.repeat(2)}`
    expect(phrasesOf(text)).toEqual(['water wheel 8', 'green apples 2'])
  })

  test('never reach over a stop word, a sign or the end of a sentence or line', () => {
    expect(phrasesOf('mill of stone, mill of stone. mill\nstone mill, stone. mill (stone)')).toEqual([])
  })

  test('do not name a part that only ever stands in the whole', () => {
    expect(phrasesOf('Grand Canal Mill. Grand Canal Mill.')).toEqual(['grand canal mill 2'])
    expect(phrasesOf('Grand Canal Mill. Grand Canal Mill. The Grand Canal.').sort()).toEqual([
      ...['grand canal 3', 'grand canal mill 2'],
    ])
  })

  test('are written without spaces where the language has none', () => {
    expect(phrasesOf('机器学习很好。机器学习。', 'zh').join()).toMatch(/^机器学习 2$/)
  })

  test('of a text that repeats nothing are none', () => {
    expect(phrasesOf('')).toEqual([])
    expect(phrasesOf('A mill stands by the river bank.')).toEqual([])
  })

  test('are at most ten, each at least twice, of two or three words, the same each time', () => {
    const word = fc.constantFrom(
      'mill',
      'Wheel',
      'stone',
      'the',
      'river.',
      'dam',
      'OAK',
      '__proto__',
      'constructor',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 200 }), (found) => {
        const phrases = phrasesOf(found.join(' '))
        expect(phrasesOf(found.join(' '))).toEqual(phrases)
        expect(phrases.length).toBeLessThanOrEqual(10)
        for (const phrase of phrases) expect(phrase).toMatch(/^\S+ \S+( \S+)? (?:[2-9]|\d\d+)$/)
      }),
    )
  })
})
