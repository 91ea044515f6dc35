import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createResolver } from '../../../src/analysis/structure/createResolver.ts'
import { webUrl } from '../../../src/analysis/webUrl.ts'

const bases = [
  'https://mill.example',
  'https://mill.example/a/b?c#d',
  'http://mill.example:8080/a/',
  'http://user:word@mill.example/a/./b/../c',
  'http://127.0.0.1/x/y/z',
  'http://[::1]/',
  'https://a%2Fb:c@mill.example/a/b?c=/d/e',
  'https://xn--mhle-0ra.example/%7e/ä',
  'file:///srv/mill/page.html',
]

function expectSame(reference: string, base: string): void {
  const expected = webUrl(reference, base)
  const found = createResolver(base)(reference)
  expect(found === null ? null : [found.href, found.hostname], `${reference} on ${base}`).toEqual(
    expected && [expected.href, expected.hostname],
  )
}

const written = [
  ...[
    'https://mill.example',
    'http://mill.example?q',
    'https://mill.example#f',
    'https://mill.example/a//b/',
  ],
  ...[
    'https://a.b-c.example/x;y=1,2?z=%20&#top',
    'http://a.1',
    'http://1.2.3.4/',
    'http://1.2.0x3/',
    'http://0x7f.1/',
  ],
  ...[
    'https://MILL.example/',
    'HTTPS://mill.example/',
    'https://mill.example:443/',
    'http://mill.example:80',
  ],
  ...['https://a..b/', 'https://.a.b/', 'https://a.b./', 'https://-a.b/', 'https://a-.b/', 'https://a--b.c/'],
  ...[
    'https://xn--a.example/',
    'https://a_b.example/',
    'https://a.b\\c',
    'https://u@a.b/',
    'https://a.b/\u00e4',
  ],
  ...[
    '//other.example/x',
    '///x',
    '//x',
    '/',
    '/a/b',
    '/a/./b',
    '/a/../b',
    '/a/.b',
    '/a/..b',
    '/a/%2e%2E/b',
    '/%2ea',
  ],
  ...[
    '/a b',
    '/a\tb',
    ' /a',
    '/a#b#c',
    '/a?b#c?d',
    "/a'b?c'd",
    '/a?b?c',
    '/a\\b',
    '/a|b',
    '/a^b',
    '/a`b',
    '/{a}',
  ],
  ...[
    'a',
    'a/b',
    './a',
    '../a',
    '.',
    '..',
    '%2e',
    '%2e/',
    '?q',
    '?',
    'a?b:c',
    'a:b',
    'a/b:c',
    'http:a',
    'https:/a',
  ],
  ...[
    'http',
    'httpx/y',
    'javascript:x',
    'mailto:a@b.example',
    'data:,x',
    'tel:1',
    'c:/x',
    'C|/x',
    '',
    '#',
    '#x',
  ],
  ...[
    'http://',
    'https://#',
    'https://?',
    'http://[',
    'https://a.b:x/',
    '/\ud800',
    'a\udfff',
    `/${'a'.repeat(2000)}`,
  ],
  ...[
    '/%',
    '/%zz',
    '/a%00',
    '/~x/*',
    '/a@b',
    '@',
    '!',
    ';',
    '*',
    ',',
    '&',
    "'",
    '(',
    '/:',
    '/a:80',
    '/-',
    '-',
    '~',
  ],
]

describe('what a reference means', () => {
  test.each(bases)('is what URL makes of it, on %s', (base) => {
    expect.assertions(written.length)
    for (const reference of written) expectSame(reference, base)
  })

  test('is what URL makes of it, for references of any pieces', () => {
    const piece = fc.constantFrom(
      ...[
        'http:',
        'https:',
        '//',
        '/',
        '.',
        '..',
        '%2e',
        '%2E',
        '%',
        'a',
        'b',
        '7',
        '0x1',
        '-',
        '--',
        '_',
        'ä',
        'K',
      ],
      ...[
        '?',
        '#',
        ':',
        ':80',
        '@',
        '\\',
        ' ',
        '\t',
        "'",
        '"',
        '<',
        '|',
        '^',
        '`',
        '{',
        '[',
        '&',
        ';',
        'mill.example',
      ],
    )
    const anyReference = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(anyReference, fc.constantFrom(...bases), (reference, base) => expectSame(reference, base)),
      { numRuns: 3000 },
    )
  })

  test('is what URL makes of it, for absolute references of any host and path', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abz09-._~/%2e?#&=:@AÄ '), maxLength: 12 })
    const absolute = fc
      .tuple(fc.constantFrom('http://', 'https://', '//'), text, text)
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(absolute, (reference) => expectSame(reference, 'https://mill.example/a/b')),
      { numRuns: 3000 },
    )
  })

  test('is what URL makes of it, for any single character in any place', () => {
    expect.hasAssertions()
    for (let code = 0; code < 0x250; code++) {
      const character = String.fromCharCode(code)
      for (const around of [
        `/a${character}b`,
        `https://a.b/?c${character}d`,
        `${character}x`,
        `https://a${character}b.c/`,
      ])
        expectSame(around, 'https://mill.example/a/b')
    }
  })
})
