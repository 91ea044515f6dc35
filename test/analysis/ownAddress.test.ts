import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownAddress } from '../../src/analysis/ownAddress.ts'
import { bytes } from './support/analysed.ts'

const addressOf = (body: string, contentType = 'text/html') =>
  ownAddress({
    body: bytes(body),
    contentType,
    contentEncoding: '',
    refresh: '',
    url: 'https://unknown.invalid/',
    maxBodyBytes: 2_000_000,
  })

describe('where a page says that it is from', () => {
  test.each<[string, string, string | null]>([
    [
      'its canonical URL',
      '<link rel=canonical href="https://a.example/p#top"><base href="https://b.example/">',
      'https://a.example/p',
    ],
    ['else its base', '<base href="http://b.example/x/"><p>a', 'http://b.example/x/'],
    [
      'a canonical URL that starts from its base',
      '<base href="https://b.example/x/"><link rel="canonical" href="y">',
      'https://b.example/x/y',
    ],
    ['nothing, when it names only a path', '<link rel=canonical href="/p"><base href="/x/">', null],
    ['nothing, when it names no page', '<link rel=canonical href="mailto:a@b.example">', null],
    ['nothing', '<a href="https://a.example/">a</a>', null],
  ])('is %s', async (_what, body, address) => {
    expect(addressOf(body)).toBe(address)
  })

  test('is not looked for in plain text', () => {
    expect(addressOf('<link rel=canonical href="https://a.example/">', 'text/plain')).toBeNull()
  })

  test('is not known of what cannot be read', () => {
    expect(addressOf('\x1f\x8b\x08')).toBeNull()
    expect(addressOf(`${' '.repeat(2_000_000)}<base href="https://a.example/">`)).toBeNull()
  })

  test('is null or an http URL, whatever the page', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (base, path) => {
        const found = addressOf(`<base href='${base}'><link rel=canonical href='https://${path}'>`)
        expect(found === null || /^https?:\/\//.test(found)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})
