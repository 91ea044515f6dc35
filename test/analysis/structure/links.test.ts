import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../support/anyText.ts'
import { structureOf } from './support/structureOf.ts'

const linksOf = (markup: string, base?: string) => structureOf(markup, base).links
const all = (markup: string) => [...linksOf(markup).internal, ...linksOf(markup).external]
const only = (markup: string) => {
  const found = all(markup)
  expect(found).toHaveLength(1)
  return found[0]
}
const urls = (found: readonly { url: string }[]) => found.map(({ url }) => url)

describe('where a page leads', () => {
  test('links are absolute, without fragment, each once, in the order of the page', () => {
    const { internal, external } = linksOf(
      '<a href="c#x">1</a><a href=" /a/c ">2</a><a href="//mill.example:8080/d">3</a><area href="?e">',
    )
    expect(urls(internal)).toEqual([
      'https://mill.example/a/c',
      'https://mill.example:8080/d',
      'https://mill.example/a/b?e',
    ])
    expect(external).toEqual([])
  })

  test('links to another host name are external', () => {
    const { external } = linksOf(
      '<a href="http://other.example">1</a><a href="https://www.mill.example/">2</a>',
    )
    expect(urls(external)).toEqual(['http://other.example/', 'https://www.mill.example/'])
  })

  test('what is internal goes by the page, not by its base', () => {
    const { internal, external } = linksOf(
      '<a href=x>1</a><a href="https://mill.example/">2</a>',
      'https://cdn.example/y/',
    )
    expect([urls(internal), urls(external)]).toEqual([['https://mill.example/'], ['https://cdn.example/y/x']])
  })

  test('what leads to no page is no link', () => {
    const nowhere = [
      '#top',
      '',
      ' ',
      'mailto:a@b.example',
      'javascript:void(0)',
      'http://[',
      'data:,x',
      'tel:1',
    ]
    expect(linksOf(nowhere.map((href) => `<a href="${href}">x</a>`).join(''))).toEqual({
      internal: [],
      external: [],
    })
    expect(all('<a name=top>x</a>')).toEqual([])
  })

  test('any reference is either left out or an absolute web URL without fragment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (href) => {
        const found = all(`<a href="${href.replaceAll('"', '')}">x</a>`)
        for (const { url } of found) expect(new URL(url)).toMatchObject({ hash: '', href: url })
        expect(found.length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('the text of a link', () => {
  test('is what it shows, on one line', () => {
    expect(
      only('<a href=/x> The\n <b>old</b>\u00a0mill<script>x()</script><span hidden>!</span></a>')?.text,
    ).toBe('The old mill')
    expect(only('<a href=/x><h3>Flour</h3><p>milled today</p></a>')?.text).toBe('Flour milled today')
    expect(only('<a href=/x>half\u00adway</a>')?.text).toBe('halfway')
  })

  test('is that of the first link that shows any', () => {
    const found = only('<a href=/x><img src=i alt=Logo></a><a href=/x>Home</a><a href=/x>Start</a>')
    expect(found?.text).toBe('Home')
  })

  test('is else the alt of its image, its label or its title', () => {
    expect(only('<a href=/x title=t aria-label=l><img alt=""><img alt=" A\nwheel "></a>')?.text).toBe(
      'A wheel',
    )
    expect(only('<a href=/x title=t aria-label=Menu><svg></svg></a>')?.text).toBe('Menu')
    expect(only('<a href=/x title=Next></a>')?.text).toBe('Next')
    expect(only('<map><area href=/x alt=Door></map>')?.text).toBe('Door')
    expect(only('<a href=/x></a>')?.text).toBe('')
  })

  test('is at most 200 characters, and cuts none in two', () => {
    expect(only(`<a href=/x>${'word '.repeat(100)}</a>`)?.text).toHaveLength(199)
    const text = only(`<a href=/x>${'a'.repeat(199)}🌾🌾</a>`)?.text
    expect(text).toBe('a'.repeat(199))
  })

  test('is not that of a link inside it', () => {
    expect(all('<a href=/x>one <a href=/y>two</a> three</a>').map(({ text }) => text)).toEqual([
      'one three',
      'two',
    ])
  })

  test('is well-formed, whatever the page has', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, title) => {
        const markup = `<a href=/x title="${title}" rel="${title}">${text}</a>`
        for (const link of all(markup)) {
          expect(link.text.isWellFormed()).toBe(true)
          expect(link.rel.every((value) => value.isWellFormed())).toBe(true)
          expect(link.text).not.toMatch(/^\s|\s$|[\n\r\t]| {2}/)
        }
      }),
    )
  })
})

describe('what a link says of itself', () => {
  test('the rel values of all links to a page, lower case, each once', () => {
    expect(only('<a href=/x rel="NoOpener  me">1</a><a href=/x rel="me tag">2</a>')?.rel).toEqual([
      'noopener',
      'me',
      'tag',
    ])
    expect(only('<a href=/x rel="">1</a>')?.rel).toEqual([])
  })

  test.each(['nofollow', 'UGC', 'noopener sponsored'])('rel=%s is not followed', (rel) => {
    expect(only(`<a href=/x rel="${rel}">1</a>`)?.nofollow).toBe(true)
  })

  test('one link without it is enough to follow', () => {
    expect(only('<a href=/x rel=nofollow>1</a><a href=/x rel=noopener>2</a>')?.nofollow).toBe(false)
  })
})

describe('whether a link stands in the main text', () => {
  const inMain = (markup: string) => all(markup).map(({ inMainText }) => inMainText)

  test('goes by the text it shows', () => {
    expect(
      inMain('<nav><a href=/1>1</a></nav><main><p>a <a href=/2>2</a> b</main><p><a href=/3>3</a>'),
    ).toEqual([false, true, false])
  })

  test('is true when one link to the page does', () => {
    expect(inMain('<nav><a href=/x>1</a></nav><main><a href=/x>2</a></main>')).toEqual([true])
  })

  test('counts a link that holds blocks by what they are', () => {
    expect(inMain('<main><a href=/1><div>card</div></a></main><p>menu')).toEqual([true])
    expect(inMain('<div><a href=/1><div>card</div></a></div><main>text</main>')).toEqual([false])
  })

  test('does not count a logo before the main text', () => {
    expect(inMain('<header>menu<a href=/1><img src=l></a></header><main>text</main>')).toEqual([false])
    expect(inMain('<main><p>text <a href=/1><img src=l></a> text</main>')).toEqual([true])
  })
})
