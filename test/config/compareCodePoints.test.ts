import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareCodePoints } from '../../src/config/compareCodePoints.ts'

test('strings are ordered as the lists of their code points', () => {
  const character = fc.constantFrom('a', 'b', '\uD7FF', '\uE000', '\uFFFF', '\u{10000}', '\u{1F600}')
  const text = fc.array(character, { maxLength: 4 }).map((characters) => characters.join(''))
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(Buffer.compare(utf32(a), utf32(b))))
    }),
  )
})

function utf32(text: string): Buffer {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0)
  const bytes = Buffer.alloc(4 * points.length)
  for (const [at, point] of points.entries()) bytes.writeUInt32BE(point, 4 * at)
  return bytes
}
