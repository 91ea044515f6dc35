import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jaccard } from '../../../src/merge/duplicates/jaccard.ts'
import { shingleSet } from '../../../src/merge/duplicates/shingleSet.ts'
import { shinglesOf, similarity } from './support/generatedTexts.ts'

const setOf = (text: string) => shingleSet(text === '' ? [] : text.split(' '))

describe('the Jaccard similarity of two texts', () => {
  test('is that of their shingles of three words', () => {
    const word = fc.constantFrom('mill', 'wheel', 'river', 'stone', 'dam')
    const text = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(jaccard(setOf(a), setOf(b))).toBe(similarity(shinglesOf(a), shinglesOf(b)))
        expect(jaccard(setOf(b), setOf(a))).toBe(jaccard(setOf(a), setOf(b)))
        expect(jaccard(setOf(a), setOf(a))).toBe(1)
      }),
    )
  })

  test('takes no notice of case', () => {
    expect(jaccard(setOf('The Old Mill turns'), setOf('the old MILL turns'))).toBe(1)
  })

  test('is 0 where there is nothing to compare', () => {
    expect(jaccard(setOf(''), setOf(''))).toBe(0)
    expect(jaccard(setOf(''), setOf('mill'))).toBe(0)
  })
})
