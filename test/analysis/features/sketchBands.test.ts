import { describe, expect, test } from 'vitest'
import { shingleStates } from '../../../src/analysis/features/shingleStates.ts'
import { sketchBands } from '../../../src/analysis/features/sketchBands.ts'
import { vocabulary } from '../../../src/analysis/vocabulary.ts'
import { formsOf } from '../support/formsOf.ts'

const bandsOf = (...words: string[]) => sketchBands(shingleStates(vocabulary(formsOf(words))))
const wordsOf = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`)

/** How many bands each of many pairs of texts has in common. A text has so many shingles, the pair so many in common. */
function bandsInCommon(shingles: number, common: number, pairs = 300): number[] {
  return Array.from({ length: pairs }, (_, pair) => {
    const both = wordsOf(`both${pair}x`, common + 2)
    const a = bandsOf(...both, ...wordsOf(`a${pair}x`, shingles - common))
    const b = bandsOf(...both, ...wordsOf(`b${pair}x`, shingles - common))
    return a.filter((band, i) => band === b[i]).length
  })
}

const shareThatMeet = (counts: readonly number[]) =>
  counts.filter((count) => count > 0).length / counts.length

describe('the bands of a text', () => {
  test('are 32 numbers, none for a text without words', () => {
    expect(bandsOf('mill')).toHaveLength(32)
    expect(bandsOf(...wordsOf('w', 1000))).toHaveLength(32)
    expect(bandsOf()).toHaveLength(0)
  })

  test('stay the same from version to version', () => {
    expect([...bandsOf('the', 'mill', 'by', 'the', 'river', 'turns').subarray(0, 3)]).toMatchInlineSnapshot(`
      [
        2418080990,
        571522765,
        3329837971,
      ]
    `)
  })

  test('are the same for the same words, whatever their case and however often they are repeated', () => {
    expect(bandsOf('The', 'MILL')).toEqual(bandsOf('the', 'mill'))
    const words = ['mill', 'wheel', 'dam']
    expect(bandsOf(...words, ...words, ...words)).toEqual(bandsOf(...words, ...words))
  })

  test('of texts of a word or two are the same only for the same words in the same order', () => {
    const texts = [bandsOf('mill'), bandsOf('wheel'), bandsOf('mill', 'wheel'), bandsOf('wheel', 'mill')]
    for (const [i, a] of texts.entries()) {
      for (const b of texts.slice(0, i)) expect(a.some((band, at) => band === b[at])).toBe(false)
    }
  })

  // The numbers of shingles in common make a Jaccard similarity of 0.8: 8 / (9 + 9 - 8), and so on.
  test.each([
    [9, 8],
    [45, 40],
    [180, 160],
    [450, 400],
  ])('meet in 99 of 100 pairs of texts of %i shingles at a similarity of 0.8', (shingles, common) => {
    expect(shareThatMeet(bandsInCommon(shingles, common))).toBeGreaterThan(0.99)
  })

  // 0.5: 6 / (9 + 9 - 6), and so on.
  test.each([
    [9, 6],
    [45, 30],
    [180, 120],
    [450, 300],
  ])(
    'meet in no more than 3 of 10 pairs of texts of %i shingles at a similarity of 0.5',
    (shingles, common) => {
      expect(shareThatMeet(bandsInCommon(shingles, common))).toBeLessThan(0.3)
    },
  )

  test.each([
    [3, 1],
    [12, 4],
    [200, 66],
  ])('hardly ever meet for texts of %i shingles that have a fifth in common', (shingles, common) => {
    expect(shareThatMeet(bandsInCommon(shingles, common))).toBeLessThan(0.01)
  })
})
