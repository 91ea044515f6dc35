import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFirstTexts } from '../../../src/merge/duplicates/createFirstTexts.ts'

test('the first text with a hash is found again, and no other', () => {
  const hash = fc.oneof(fc.nat(3), fc.constantFrom(2 ** 32 - 1, 2 ** 31, 2 ** 27))
  fc.assert(
    fc.property(fc.array(fc.tuple(hash, hash), { maxLength: 200 }), (hashes) => {
      const firstText = createFirstTexts()
      const known = new Map<string, number>()
      for (const [place, [low, high]] of hashes.entries()) {
        const key = `${low} ${high}`
        known.set(key, known.get(key) ?? place)
        expect(firstText(low, high, place)).toBe(known.get(key))
      }
    }),
  )
})

test('however many there are', () => {
  const firstText = createFirstTexts()
  const low = (text: number) => Math.imul(text, 0x9e3779b1) >>> 0
  for (let text = 0; text < 50_000; text++) expect(firstText(low(text), text % 7, text)).toBe(text)
  for (let text = 0; text < 50_000; text += 7) expect(firstText(low(text), text % 7, 99_999)).toBe(text)
})
