import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createUrlKey } from '../../src/config/urlKey.ts'

const site = 'https://a.example/p'

describe('what a page is known by', () => {
  test.each([
    ['', ''],
    ['?', ''],
    ['?a=1', '?a=1'],
    ['?b=2&a=1', '?a=1&b=2'],
    ['?b&a', '?a&b'],
    ['?a=2&a=1&A=0', '?A=0&a=2&a=1'],
    ['?%62=1&a=%2F', '?a=%2F&%62=1'],
    ['?b=1&%62=0&a', '?a&b=1&%62=0'],
    ['?&b=1&&a=2&', '?a=2&b=1'],
    ['?%=1&%ff=2&+=3', '?+=3&%=1&%ff=2'],
    ['?b=x?y&a=/z', '?a=/z&b=x?y'],
  ])('sorts the query %s to %s', (query, key) => {
    expect(createUrlKey([])(site + query)).toBe(site + key)
  })

  test.each([
    ['?utm_source=x&id=1&UTM_Medium=y', '?id=1'],
    ['?utm_source=x', ''],
    ['?fbclid=1&z=2&fbclid=3', '?z=2'],
    ['?u%74m_source=x&a', '?a'],
    ['?my_utm_source=x', '?my_utm_source=x'],
    ['?session.id=1&sessionXid=2', '?sessionXid=2'],
  ])('of %s keeps %s without utm_*, fbclid and session.id', (query, key) => {
    expect(createUrlKey(['utm_*', 'FBCLID', 'session.id'])(site + query)).toBe(site + key)
  })

  test('is the URL itself where it has no query', () => {
    expect(createUrlKey(['*'])(site)).toBe(site)
  })

  test('no name passes a pattern of everything', () => {
    expect(createUrlKey(['*'])(`${site}?a=1&b`)).toBe(site)
  })
})

const name = fc.constantFrom('a', 'b', 'B', 'utm_x', '%61', 'b+c', '%', '')
const value = fc.constantFrom('', '=', '=1', '=%20', '=x=y')
const query = fc.array(
  fc.tuple(name, value).map((pair) => pair.join('')),
  { maxLength: 6 },
)
const urlOf = (parts: readonly string[]): string => `${site}?${parts.join('&')}`

describe('for any query', () => {
  const keyOf = createUrlKey(['utm_*'])

  test('the key of a key is itself', () => {
    fc.assert(
      fc.property(query, (parts) => {
        const key = keyOf(urlOf(parts))
        expect(keyOf(key)).toBe(key)
      }),
    )
  })

  test('the order of parameters of different names makes no difference', () => {
    const distinct = fc.uniqueArray(fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 1 }))
    const shuffled = distinct.chain((names) =>
      fc.tuple(fc.constant(names), fc.shuffledSubarray(names, { minLength: names.length })),
    )
    fc.assert(
      fc.property(shuffled, ([names, others]) => {
        expect(keyOf(urlOf(others))).toBe(keyOf(urlOf(names)))
      }),
    )
  })

  test('every parameter that is kept has its bytes', () => {
    fc.assert(
      fc.property(query, (parts) => {
        const kept = parts.filter((part) => part !== '' && !part.startsWith('utm_'))
        const [, ofKey = ''] = keyOf(urlOf(parts)).split('?')
        expect(ofKey.split('&').sort()).toEqual(kept.length === 0 ? [''] : kept.sort())
      }),
    )
  })
})
