import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type NgramScores, unpackedNgrams } from '../../../src/analysis/language/unpackedNgrams.ts'
import { packedNgrams } from '../../../tools/packedNgrams.js'

const character = fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code))
const gram = fc.string({ unit: character, minLength: 1, maxLength: 6 })
const byte = fc.nat(255)
const own = fc.array(fc.tuple(byte, byte), { minLength: 1, maxLength: 60 }).map(Object.fromEntries)

/** Those that eld itself reads. */
async function eldNgrams(): Promise<NgramScores> {
  const file = new URL('../../../node_modules/eld/src/ngrams/extrasmall.js', import.meta.url)
  const { ngramsData } = await import(file.href)
  return ngramsData.ngrams
}

describe('packed n-grams', () => {
  test('are found again with their scores, whatever they are', () => {
    fc.assert(
      fc.property(fc.dictionary(gram, own), (scores) => {
        const unpacked = unpackedNgrams(packedNgrams(scores))
        for (const [key, languages] of Object.entries(scores)) expect(unpacked[key]).toEqual(languages)
      }),
    )
  })

  test('are all that eld has', async () => {
    const scores = await eldNgrams()
    const unpacked = unpackedNgrams(packedNgrams(scores))
    const different = Object.keys(scores).filter(
      (key) => JSON.stringify(unpacked[key]) !== JSON.stringify(scores[key]),
    )
    expect(Object.keys(scores).length).toBeGreaterThan(40_000)
    expect(different).toEqual([])
  })

  test.each(['zqx', 'abcdefg', '\u0161abc', '', 'constructor'])('tell nothing of %j', (key) => {
    expect(unpackedNgrams(packedNgrams({ abc: { 3: 1 }, sabc: { 3: 1 } }))[key]).toBeUndefined()
  })

  test.each<[NgramScores, string]>([
    [{ abcdefg: { 0: 1 } }, '"abcdefg" has more than 6 characters'],
    [{ a: { 0: 256 } }, '256 is no byte'],
    [{ '\u0161': { 0: 1 } }, '353 is no byte'],
  ])('are refused where there is no room for them', (scores, message) => {
    expect(() => packedNgrams(scores)).toThrow(new RangeError(message))
  })
})
