import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { urlHash } from '../../src/config/urlHash.ts'

/** URLs that differ in little, as those of real sites do. */
const URLS = Array.from({ length: 200_000 }, (_, i) =>
  i % 2 === 0 ? `https://www.example.com/articles/${i >> 1}` : `https://host${i >> 1}.example/?page=${i % 7}`,
)

describe('the hash of a URL', () => {
  test('is a whole number of 53 bits, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const hash = urlHash(text)
        expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true)
      }),
    )
  })

  test('is the same in every process', () => {
    expect(['', 'a', 'https://example.com/'].map(urlHash)).toMatchInlineSnapshot(`
      [
        3894929818409355,
        4221475942495665,
        504200209361270,
      ]
    `)
  })

  test('tells what ends in zeros from what is shorter', () => {
    expect(new Set(['', '\0', '\0\0', '\0\0\0'].map(urlHash)).size).toBe(4)
  })

  test('tells 200,000 URLs apart', () => {
    expect(new Set(URLS.map(urlHash)).size).toBe(URLS.length)
  })

  test.each([
    ['the low bits', (hash: number) => hash % 1024],
    ['the high bits', (hash: number) => Math.floor(hash / 2 ** 43)],
    ['the bits between', (hash: number) => Math.floor(hash / 2 ** 20) % 1024],
  ])('spreads them evenly over %s', (_name, part) => {
    const counts = new Float64Array(1024)
    for (const url of URLS) counts[part(urlHash(url))] = (counts[part(urlHash(url))] ?? 0) + 1
    const expected = URLS.length / 1024
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 1,023 degrees of freedom: a deviation of five sigma to either side.
    expect(Math.abs(chiSquare - 1023)).toBeLessThan(5 * Math.sqrt(2 * 1023))
  })

  test('changes half of its bits when one character changes', () => {
    let changed = 0
    let pairs = 0
    for (const url of URLS.slice(0, 2000)) {
      const other = `${url.slice(0, 12)}~${url.slice(13)}`
      const bits = BigInt(urlHash(url)) ^ BigInt(urlHash(other))
      changed += bits.toString(2).replaceAll('0', '').length
      pairs += 1
    }
    expect(changed / pairs).toBeGreaterThan(25.5)
    expect(changed / pairs).toBeLessThan(27.5)
  })
})
