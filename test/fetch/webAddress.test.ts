import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWebAddresses } from '../../src/fetch/webAddress.ts'

const KEYS = ['href', 'origin', 'protocol', 'hostname', 'port', 'pathname', 'search'] as const

function asParsed(href: string) {
  const url = new URL(href)
  return Object.fromEntries(KEYS.map((key) => [key, url[key]]))
}

describe('a normalised URL that is cut', () => {
  const addressOf = createWebAddresses()

  test.each([
    'https://a.example/',
    'http://a.example:8080/x/y?q=/?&r=1',
    'https://a.example/?',
    'http://[::1]:81/a?b',
    'http://127.0.0.1/a//b',
    'https://xn--bcher-kva.example/b%C3%BC?x',
  ])('has the same parts as when it is parsed: %s', (href) => {
    expect(addressOf(href)).toEqual(asParsed(href))
    expect(addressOf(href)).toEqual(asParsed(href))
  })

  test('has them for any', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (written) => {
        const { href } = new URL(written)
        expect(addressOf(href)).toEqual(asParsed(href))
      }),
      { numRuns: 30 },
    )
  })

  test('may also be an origin alone', () => {
    expect(addressOf('http://a.example:81').pathname).toBe('/')
  })
})
