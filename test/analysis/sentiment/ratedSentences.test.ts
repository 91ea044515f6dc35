import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ratedSentences } from '../../../src/analysis/sentiment/ratedSentences.ts'

describe('the sentences that are rated', () => {
  test('end at a mark before white space, with the quotation marks behind it, and at a line end', () => {
    expect(ratedSentences('It turns. (Slowly!) Does it?\nThe mill\nVersion 2.5 is out', 100)).toEqual([
      'It turns.',
      '(Slowly!)',
      'Does it?',
      'The mill',
      'Version 2.5 is out',
    ])
  })

  test('do not end after an initial or an abbreviation', () => {
    expect(ratedSentences('Mr. Smith and J. Miller came. They sang, e.g. songs.', 100)).toEqual([
      'Mr. Smith and J. Miller came.',
      'They sang, e.g. songs.',
    ])
  })

  test('have a letter in them', () => {
    expect(ratedSentences('… 42. ! * * *\n---', 100)).toEqual([])
  })

  test('are cut where they are too long, at a space where there is one', () => {
    expect(ratedSentences('the mill turns by the river', 10)).toEqual(['the mill', 'turns by', 'the river'])
    expect(ratedSentences('millmillmill', 5)).toEqual(['millm', 'illmi', 'll'])
  })

  test('hold every letter of the text, and are within their bound', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab.!? \n"'), maxLength: 200 }), (text) => {
        const found = ratedSentences(text, 20)
        expect(found.every(({ length }) => length <= 20)).toBe(true)
        expect(found.join('').replace(/[^ab]/g, '')).toBe(text.replace(/[^ab]/g, ''))
      }),
    )
  })
})
