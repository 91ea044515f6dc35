import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capitalLines } from '../../../src/analysis/entities/capitalLines.ts'

describe('the lines that can hold a name', () => {
  test('are those with a capital letter, packed together', () => {
    expect(capitalLines('In York\nno name\nin Leeds\n\n12', 100)).toEqual(['In York\nin Leeds'])
  })

  test('fill one piece after another', () => {
    expect(capitalLines('In York\nin Leeds\nin Hull', 17)).toEqual(['In York\nin Leeds', 'in Hull'])
  })

  test('are cut at a space where they are too long', () => {
    expect(capitalLines('The mill turns by the river', 15).map((piece) => piece.trim())).toEqual([
      'The mill turns',
      'by the river',
    ])
  })

  test('are cut somewhere where there is no space, but not inside a character', () => {
    expect(capitalLines(`A${'😀'.repeat(5)}`, 4)).toEqual(['A😀', '😀😀', '😀😀'])
  })

  test('stay whole together and within their bound, and no pair is broken', () => {
    const line = fc
      .string({ unit: fc.constantFrom('a', 'Ä', ' ', '😀'), maxLength: 60 })
      .map((text) => `A${text}`)
    fc.assert(
      fc.property(line, fc.integer({ min: 2, max: 30 }), (text, maxLength) => {
        const pieces = capitalLines(text, maxLength)
        expect(pieces.every((piece) => piece.length <= maxLength && piece.isWellFormed())).toBe(true)
        expect(pieces.join('').replaceAll('\n', '')).toBe(text)
      }),
    )
  })
})
