import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordCount } from '../../src/analysis/wordCount.ts'
import { words } from '../../src/analysis/words.ts'

const texts = [
  'The mill, the (old) mill-wheel: naïve cafe\u0301 2nd',
  "don't l’été 'quoted' 3.14 1,000.5 end.Next x.5",
  '水車は川のそばで回ります。 iPhone15を買う mill',
  '  … — !? ',
]

describe('the count of words', () => {
  test.each(texts)('is how many there are: %s', (text) => {
    expect(wordCount(text, 1000)).toBe(words(text).length)
  })

  test('is how many there are, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(wordCount(text, 1000)).toBe(words(text).length)
      }),
    )
  })

  test('goes no further than one beyond what is asked', () => {
    expect(wordCount('one two three four five', 3)).toBe(4)
    expect(wordCount('one two three', 3)).toBe(3)
  })
})
