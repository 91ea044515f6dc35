import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RefreshDirective, refreshDirective, refreshTarget } from '../../src/analysis/refreshTarget.ts'
import { outcomeOf } from './support/analysed.ts'
import { partsOf } from './support/partsOf.ts'

const page = 'https://mill.example/a/b?c'
const by = (content: string) => refreshTarget(content, [], page)
const within = (markup: string, header = '') => refreshTarget(header, partsOf(markup).notable.refreshes, page)

const said = (seconds: number, reference = ''): RefreshDirective => ({ seconds, reference })

describe('a refresh says', () => {
  test.each<[string, RefreshDirective | null]>([
    // When, and nothing else.
    ['0', said(0)],
    ['5', said(5)],
    [' \t\n\f\r7 ', said(7)],
    ['1;', said(1)],
    ['1,', said(1)],
    ['1; ', said(1)],
    ['1;url=', said(1)],
    ['1; url = ', said(1)],
    ['1;url=""', said(1)],
    // Fractions do not count, however they are written.
    ['1.9', said(1)],
    ['.9; x', said(0, 'x')],
    ['.', said(0)],
    ['1..2.3.; x', said(1, 'x')],
    // Where, with and without its name.
    ['1; url=x', said(1, 'x')],
    ['1;URL=x', said(1, 'x')],
    ['1,uRl=x', said(1, 'x')],
    ['1 url=x', said(1, 'x')],
    ['1\turl\n=\fx', said(1, 'x')],
    ['1 ; url = x y', said(1, 'x y')],
    ['1;x', said(1, 'x')],
    ['1 x', said(1, 'x')],
    ['1,x', said(1, 'x')],
    // What only begins like the name is a part of the reference.
    ['1; url x', said(1, 'url x')],
    ['1; ur=x', said(1, 'ur=x')],
    ['1; urls', said(1, 'urls')],
    ['1; u', said(1, 'u')],
    // One mark stands between the two, and no more.
    ['1;; x', said(1, '; x')],
    ['1; , x', said(1, ', x')],
    // Quotes end where they are closed, and need not be.
    [`1; url="x"`, said(1, 'x')],
    [`1; url='x'`, said(1, 'x')],
    [`1; 'x'`, said(1, 'x')],
    [`1; url='x"y`, said(1, 'x"y')],
    [`1; url="x" y`, said(1, 'x')],
    [`1; url='x`, said(1, 'x')],
    [`1; "url=x"`, said(1, 'url=x')],
    [`1; x'y'`, said(1, `x'y'`)],
    // Nothing.
    ['', null],
    ['x', null],
    ['; url=x', null],
    ['url=x', null],
    ['-1; url=x', null],
    ['+1; url=x', null],
    ['1x', null],
    ['1e0; url=x', null],
    ['1"x"', null],
    ['1\u000bx', null],
    ['\u00a01; url=x', null],
    ['1\u00a0; url=x', null],
  ])('%j', (content, directive) => {
    expect(refreshDirective(content)).toEqual(directive)
  })

  test('what it says in time that grows with its length', () => {
    for (const text of ['1'.repeat(200_000), `${' '.repeat(200_000)}x`, `1;url=${' '.repeat(200_000)}`]) {
      const startedAt = performance.now()
      refreshDirective(`${text}x`)
      expect(performance.now() - startedAt).toBeLessThan(200)
    }
  })
})

describe('a page leads on', () => {
  test.each([
    ['0; url=d', 'https://mill.example/a/d'],
    ['5; url=/d#e', 'https://mill.example/d'],
    ['5.9; //other.example', 'https://other.example/'],
    ['0;?c=d', 'https://mill.example/a/b?c=d'],
    ['0; url=http://mill.example/a/b?c', 'http://mill.example/a/b?c'],
    ['0; url= d ', 'https://mill.example/a/d'],
    ['0; url=ftp://mill.example/d', 'ftp://mill.example/d'],
    ['0; url=mailto:miller@mill.example', 'mailto:miller@mill.example'],
  ])('by %j', (content, target) => {
    expect(by(content)).toBe(target)
    expect(within(`<meta http-equiv="Refresh" content="${content}">`)).toBe(target)
  })

  test.each([
    ['later than after five seconds', '6; url=/d'],
    ['much later', `${'9'.repeat(400)}; url=/d`],
    ['to itself', '0'],
    ['to itself by an empty name', '0; url='],
    ['to itself by name', '0; url=https://MILL.example:443/a/./b?c'],
    ['to a part of itself', '0; url=#d'],
    ['to a part of itself, by name', '0; url=/a/b?c#d'],
    ['to a script', '0; url=javascript:alert(1)'],
    ['to what is no URL', '0; url=https://['],
  ])('but not %s', (_what, content) => {
    expect(by(content)).toBeNull()
    expect(within(`<meta http-equiv="refresh" content="${content}">`)).toBeNull()
  })

  test('by the first directive that says anything', () => {
    const meta = (content: string) => `<meta http-equiv=refresh content="${content}">`
    expect(within(`${meta('')}${meta('x')}${meta('0; https://[')}${meta('0; /d')}${meta('0; /e')}`)).toBe(
      'https://mill.example/d',
    )
    expect(within(`${meta('60')}${meta('0; /d')}`)).toBeNull()
  })

  test('by its header rather than by itself', () => {
    const meta = '<meta http-equiv=refresh content="0; /d">'
    expect(within(meta, '1; /e')).toBe('https://mill.example/e')
    expect(within(meta, '60')).toBeNull()
    expect(within(meta, 'soon')).toBe('https://mill.example/d')
  })

  test('from the base that stands before its directive', () => {
    const meta = '<meta http-equiv=refresh content="0; url=d">'
    const base = '<base href="//other.example/x/">'
    expect(within(base + meta)).toBe('https://other.example/x/d')
    expect(within(meta + base)).toBe('https://mill.example/a/d')
    expect(within(`<base href="data:,">${meta}`)).toBe('https://mill.example/a/d')
    expect(within(`${base}<meta http-equiv=refresh content="0; url=">`)).toBeNull()
    expect(within(base, '0; url=d')).toBe('https://mill.example/a/d')
  })

  test('only by what a browser with scripts would read', () => {
    const meta = '<meta http-equiv=refresh content="0; url=/d">'
    for (const name of ['noscript', 'template', 'noframes', 'textarea', 'title', 'script', 'style', 'xmp'])
      expect(within(`<${name}>${meta}</${name}>`), name).toBeNull()
    expect(within(`<!-- ${meta} --><!--[if IE]>${meta}<![endif]-->`)).toBeNull()
    expect(within('<meta name=refresh content="0; url=/d"><meta http-equiv=refresh>')).toBeNull()
    expect(within(`<body><div><p>late</p>${meta}</div>`)).toBe('https://mill.example/d')
  })

  test('never to itself, whatever its directive is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const target = by(`0; url=${text}`)
        expect(target).not.toBe(page)
        expect(target === null || new URL(target).hash === '').toBe(true)
      }),
    )
  })
})

describe('an analysis', () => {
  const meta = '<title>Moved</title><meta http-equiv="refresh" content="0;url=/new"><p>Moved here.</p>'
  const request = { body: new TextEncoder().encode(meta), url: page }
  const moved = { kind: 'refresh', url: 'https://mill.example/new' }

  test.each(['text/html', 'application/xhtml+xml', ''])('ends at a refresh in %j', async (contentType) => {
    expect(await outcomeOf({ ...request, contentType })).toEqual(moved)
  })

  test('ends there before the user’s module is asked', async () => {
    const customAnalyser = () => {
      throw new Error('asked')
    }
    expect(await outcomeOf(request, { selectors: {}, customAnalyser })).toEqual(moved)
  })

  test('hears only the header of plain text and of XML', async () => {
    for (const contentType of ['text/plain', 'application/rss+xml']) {
      expect(await outcomeOf({ ...request, contentType })).toMatchObject({ kind: 'analysed' })
      expect(await outcomeOf({ ...request, contentType, refresh: '0; url=/new' })).toEqual(moved)
    }
  })

  test('does not follow a page without scripts to where those without scripts go', async () => {
    const words = 'The wheel turns and turns. '.repeat(20)
    const body = new TextEncoder().encode(`<noscript>${meta}<p>${words}</p></noscript>`)
    expect(await outcomeOf({ ...request, body })).toMatchObject({ kind: 'analysed', page: { words: 102 } })
  })
})
