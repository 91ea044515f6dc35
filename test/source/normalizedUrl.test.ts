import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalizedUrl, withoutUserinfo } from '../../src/source/normalizedUrl.ts'

const urlOf = (line: string): string | undefined => {
  const result = normalizedUrl(line)
  return 'url' in result ? result.url : undefined
}

describe('a line stands for its normalised URL', () => {
  test.each([
    ['https://Example.COM/Path?q=1', 'https://example.com/Path?q=1'],
    ['http://example.com:80/', 'http://example.com/'],
    ['https://example.com:443', 'https://example.com/'],
    ['https://example.com:8443/a', 'https://example.com:8443/a'],
    ['https://example.com/#top', 'https://example.com/'],
    ['https://example.com/a/../b', 'https://example.com/b'],
    ['https://user:secret@example.com/', 'https://example.com/'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['HTTP://EXAMPLE.com', 'http://example.com/'],
    ['https:example.com', 'https://example.com/'],
  ])('%s → %s', (line, url) => {
    expect(urlOf(line)).toBe(url)
  })

  test.each([
    ['example.com', 'https://example.com/'],
    ['example.com/path', 'https://example.com/path'],
    ['example.com:8080/path', 'https://example.com:8080/path'],
    ['//example.com/x', 'https://example.com/x'],
    ['127.0.0.1:9000/x', 'https://127.0.0.1:9000/x'],
    ['[::1]:9000/x', 'https://[::1]:9000/x'],
  ])('without a scheme, %s is read as https', (line, url) => {
    expect(urlOf(line)).toBe(url)
  })

  test.each([
    ['not a url', 'not a valid URL'],
    ['https://', 'not a valid URL'],
    ['http://exa mple.com/', 'not a valid URL'],
    ['ftp://example.com/', 'only http and https can be fetched'],
    ['mailto:joe@example.com', 'only http and https can be fetched'],
    ['javascript:alert(1)', 'only http and https can be fetched'],
    ['localhost', 'no scheme, and no dot in the host: write http:// or https:// before it'],
    ['/etc/passwd', 'a relative reference has no host'],
    ['../page.html', 'a relative reference has no host'],
    ['?q=1', 'a relative reference has no host'],
  ])('%s cannot be fetched: %s', (line, reason) => {
    expect(normalizedUrl(line)).toEqual({ invalid: reason })
  })

  test('normalising what is normalised changes nothing', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, size: 'small' }), (line) => {
        const once = urlOf(line)
        expect(once === undefined || urlOf(once) === once).toBe(true)
      }),
    )
  })

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        expect(normalizedUrl(line)).toBeTypeOf('object')
      }),
    )
  })
})

describe('a name and a password never reach an output', () => {
  test.each([
    ['https://user:secret@example.com/a', 'https://example.com/a'],
    ['http:\\\\user:secret@example.com', 'http:\\\\example.com'],
    ['user:secret@example.com/a', 'example.com/a'],
    ['https://example.com/@user', 'https://example.com/@user'],
    ['https://example.com/?mail=a@b.example', 'https://example.com/?mail=a@b.example'],
    ['mailto:joe@example.com', 'mailto:joe@example.com'],
    ['ftp://user:secret@example.com/a', 'ftp://example.com/a'],
    ['https//user:secret@example.com', 'https//example.com'],
    ['http://user:secret@[broken/a', 'http://[broken/a'],
  ])('%s is written as %s', (line, written) => {
    expect(withoutUserinfo(line)).toBe(written)
  })
})
