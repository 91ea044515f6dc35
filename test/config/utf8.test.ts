import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asString, includesText, joinedText } from '../../src/config/utf8.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('a text as its UTF-8', () => {
  test('is the string it was made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(asString(bytesOf(text))).toBe(text)
        expect(asString(text)).toBe(text)
      }),
    )
  })

  test('keeps a mark that may be taken for a byte order mark', () => {
    expect(asString(bytesOf('\ufeff{}'))).toBe('\ufeff{}')
  })

  test('is joined with others to the same text, whichever of them are strings', () => {
    const piece = fc.tuple(fc.string({ unit: 'grapheme' }), fc.boolean())
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const joined = joinedText(pieces.map(([text, isBytes]) => (isBytes ? bytesOf(text) : text)))
        expect(asString(joined)).toBe(pieces.map(([text]) => text).join(''))
        expect(typeof joined === 'string').toBe(pieces.every(([, isBytes]) => !isBytes))
      }),
    )
  })

  test.each([
    ['{"status":"failed"}', true],
    ['{"status":"ok"}', false],
  ])('includes what its string includes: %s', (text, isIn) => {
    expect(includesText(text, '"failed"')).toBe(isIn)
    expect(includesText(bytesOf(`x${text}`).subarray(1), '"failed"')).toBe(isIn)
  })
})
