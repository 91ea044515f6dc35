import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { words } from '../../src/analysis/words.ts'

describe('words', () => {
  test('are runs of letters, marks and digits', () => {
    expect(words('The mill, the (old) mill-wheel: naïve cafe\u0301 2nd')).toEqual([
      ...['The', 'mill', 'the', 'old', 'mill', 'wheel', 'naïve', 'cafe\u0301', '2nd'],
    ])
  })

  test('have apostrophes inside, and points and commas between digits', () => {
    expect(words("don't l’été 'quoted' 3.14 1,000.5 end.Next x.5")).toEqual([
      ...["don't", 'l’été', 'quoted', '3.14', '1,000.5', 'end', 'Next', 'x', '5'],
    ])
  })

  test('are found in scripts without spaces', () => {
    expect(words('水車は川のそばで回ります。')).toContain('水車')
    expect(words('ผมรักแม่น้ำ')).toContain('แม่น้ำ')
    expect(words('iPhone15を買う mill').at(-1)).toBe('mill')
  })

  test('of other scripts are their runs', () => {
    expect(words('Мельница у реки مطحنة النهر 방앗간')).toHaveLength(6)
  })

  test('are none where there are no letters', () => {
    expect(words('  … — !? ')).toEqual([])
  })

  test('never contain white space or punctuation at their ends, and stand in the text in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        let at = 0
        for (const word of words(text)) {
          expect(word).toMatch(/^[^\s.,'’]$|^[^\s.,'’]\S*[^\s.,'’]$/u)
          at = text.indexOf(word, at) + word.length
          expect(at).toBeGreaterThanOrEqual(word.length)
        }
      }),
    )
  })

  test('of one very long run are cut and none of it is lost', () => {
    expect(words('川'.repeat(20_000)).join('')).toHaveLength(20_000)
    const beyondBmp = words(`川${'\u{20000}'.repeat(2000)}`)
    expect(beyondBmp.every((word) => word.isWellFormed())).toBe(true)
    expect(beyondBmp.join('')).toHaveLength(4001)
  })
})
