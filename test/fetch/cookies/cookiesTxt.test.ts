import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../../src/errors.ts'
import { cookiesOf, cookiesTxt, type FiledCookie } from '../../../src/fetch/cookies/cookiesTxt.ts'

const text = (...lines: string[]): string => lines.join('\n')
const only = (line: string): FiledCookie | undefined => cookiesOf(line, 'jar')[0]

describe('a cookies.txt', () => {
  test('is read as curl writes it', () => {
    const cookies = cookiesOf(
      text(
        '# Netscape HTTP Cookie File',
        '# https://curl.se/docs/http-cookies.html',
        '',
        '#HttpOnly_.example.com\tTRUE\t/\tTRUE\t2000000000\tsession\tabc=def==',
        'www.example.com\tFALSE\t/docs\tFALSE\t0\tview\twide',
        '',
      ),
      'jar',
    )
    expect(cookies).toEqual([
      {
        domain: 'example.com',
        hostOnly: false,
        path: '/',
        secure: true,
        httpOnly: true,
        expiresAt: 2_000_000_000_000,
        name: 'session',
        value: 'abc=def==',
      },
      {
        domain: 'www.example.com',
        hostOnly: true,
        path: '/docs',
        secure: false,
        httpOnly: false,
        expiresAt: null,
        name: 'view',
        value: 'wide',
      },
    ])
  })

  test.each([
    ['CRLF at the end', 'a.example\tFALSE\t/\tFALSE\t0\tn\tv\r', { value: 'v' }],
    ['no value, its tab taken away', 'a.example\tFALSE\t/\tFALSE\t0\tn', { name: 'n', value: '' }],
    ['no name, as yt-dlp writes it', 'a.example\tFALSE\t/\tFALSE\t0\t\tv', { name: '', value: 'v' }],
    ['no expiry, as yt-dlp writes it', 'a.example\tFALSE\t/\tFALSE\t\tn\tv', { expiresAt: null }],
    ['an expiry of -1', 'a.example\tFALSE\t/\tFALSE\t-1\tn\tv', { expiresAt: null }],
    ['an expiry with a fraction', 'a.example\tFALSE\t/\tFALSE\t99.5\tn\tv', { expiresAt: 99_000 }],
    ['flags in lower case', 'a.example\tfalse\t/\ttrue\t0\tn\tv', { hostOnly: true, secure: true }],
    ['a port, as wget writes it', 'a.example:8080\tFALSE\t/\tFALSE\t0\tn\tv', { domain: 'a.example' }],
    ['an IPv6 address', '::1\tFALSE\t/\tFALSE\t0\tn\tv', { domain: '::1' }],
    ['a host in capitals', '.Example.COM\tTRUE\t/\tFALSE\t0\tn\tv', { domain: 'example.com' }],
  ])('may hold a line with %s', (_, line, expected) => {
    expect(only(line)).toMatchObject(expected)
  })

  test.each([
    ['spaces for tabs', 'a.example FALSE / FALSE 0 n TOPSECRET'],
    ['too few fields', 'a.example\tFALSE\t/\tFALSE\tTOPSECRET'],
    ['too many fields', 'a.example\tFALSE\t/\tFALSE\t0\tn\tv\tTOPSECRET'],
    ['a flag that is none', 'a.example\tyes\t/\tFALSE\t0\tn\tTOPSECRET'],
    ['an expiry that is none', 'a.example\tFALSE\t/\tFALSE\tsoon\tn\tTOPSECRET'],
    ['a path that is none', 'a.example\tFALSE\tdocs\tFALSE\t0\tn\tTOPSECRET'],
    ['no host', '\tFALSE\t/\tFALSE\t0\tn\tTOPSECRET'],
    ['more than a host', 'a.example/x\tFALSE\t/\tFALSE\t0\tn\tTOPSECRET'],
    ['JSON', '[{"name": "TOPSECRET"}]'],
  ])('with %s is refused, by file and line and without a word of it', (_, line) => {
    const read = () => cookiesOf(text('# Netscape HTTP Cookie File', line), 'my jar.txt')
    expect(read).toThrow(InputError)
    expect(read).toThrow(/^my jar\.txt:2: /)
    expect(read).not.toThrow(/TOPSECRET/)
  })

  test('begins as other programs want it', () => {
    expect(cookiesTxt([])).toMatch(/^# Netscape HTTP Cookie File\n/)
  })

  test('gives back what was written', () => {
    const printable = (from: number) =>
      fc.integer({ min: from, max: 0xff }).filter((code) => code < 0x7f || code > 0x9f)
    const word = fc.string({ unit: printable(0x21).map((code) => String.fromCharCode(code)) })
    const cookie: fc.Arbitrary<FiledCookie> = fc.record({
      domain: fc.oneof(
        fc.domain().map((name) => new URL(`https://${name}`).hostname),
        fc.constant('::1'),
        fc.ipV4(),
      ),
      hostOnly: fc.boolean(),
      path: word.map((rest) => `/${rest}`),
      secure: fc.boolean(),
      httpOnly: fc.boolean(),
      expiresAt: fc.option(fc.integer({ min: 1, max: 253_402_300_799 }).map((seconds) => seconds * 1000)),
      name: word,
      value: word,
    })
    fc.assert(
      fc.property(fc.array(cookie), (cookies) => {
        expect(cookiesOf(cookiesTxt(cookies), 'jar')).toEqual(cookies)
      }),
    )
  })
})
