import { describe, expect, test } from 'vitest'
import { structureOf } from './support/structureOf.ts'

const imagesOf = (markup: string) => structureOf(markup).images
const urlsOf = (markup: string) => imagesOf(markup).map(({ url }) => url)
const at = (name: string) => `https://mill.example/${name}`

describe('the images of a page', () => {
  test('are absolute, each once, with the alt that the page gives', () => {
    expect(
      imagesOf(
        '<img src=/1.jpg alt=" A\nwheel "><img src=/1.jpg alt="A wheel"><img src=/2.jpg><img src=/3.jpg alt>',
      ),
    ).toEqual(
      [
        { url: at('1.jpg'), alt: 'A wheel', inMainText: true },
        { url: at('2.jpg'), alt: null, inMainText: true },
        { url: at('3.jpg'), alt: '', inMainText: true },
      ].map((image) => ({ ...image, inMainText: false })),
    )
  })

  test('are told apart by their alt, absent and empty ones too', () => {
    const alts = imagesOf('<img src=/1.jpg><img src=/1.jpg alt=""><img src=/1.jpg alt=a>').map(
      ({ alt }) => alt,
    )
    expect(alts).toEqual([null, '', 'a'])
  })

  test('are what a script would load, where src only keeps the place', () => {
    expect(urlsOf('<img src="data:image/gif;base64,R0" data-src=/1.jpg>')).toEqual([at('1.jpg')])
    expect(urlsOf('<img data-lazy-src=/1.jpg>')).toEqual([at('1.jpg')])
    expect(urlsOf('<img src=/img/blank.gif?v=2 data-original=/1.jpg>')).toEqual([at('1.jpg')])
    expect(urlsOf('<img src=/img/blank.gif>')).toEqual([at('img/blank.gif')])
    expect(urlsOf('<img src=/1.jpg data-src=/large.jpg>')).toEqual([at('1.jpg')])
  })

  test('come from srcset or the picture round them when there is no src', () => {
    expect(urlsOf('<img srcset="/1,w_200.jpg 1x, /2.jpg 2x">')).toEqual([at('1,w_200.jpg')])
    expect(urlsOf('<img data-srcset="/1.jpg, /2.jpg 2x">')).toEqual([at('1.jpg')])
    expect(urlsOf('<picture><source srcset="/1.webp 1x"><img></picture>')).toEqual([at('1.webp')])
    expect(urlsOf('<picture><source srcset="/1.webp"><img src=/1.jpg></picture>')).toEqual([at('1.jpg')])
  })

  test('are none that is part of the page, invisible or nowhere', () => {
    expect(
      urlsOf(
        '<img><img src=""><img src="data:,x"><img src=/t.gif width=1 height=1><img src=/t width=0 height=1px><img src="http://[">',
      ),
    ).toEqual([])
    expect(urlsOf('<img src=/line.gif width=1 height=400>')).toEqual([at('line.gif')])
  })

  test('stand in the main text when it is on both sides', () => {
    const isMain = (markup: string) => imagesOf(markup).map(({ inMainText }) => inMainText)
    expect(isMain('<main><p>a</p><div><img src=/1></div><p>b</p></main>')).toEqual([true])
    expect(isMain('<p>menu</p><div><img src=/1></div><p>menu</p><main>a</main>')).toEqual([false])
  })

  test('stand in the main text at its edge when the page means them as content', () => {
    const isMain = (markup: string) => imagesOf(markup).map(({ inMainText }) => inMainText)
    expect(isMain('<header><img src=/logo></header><main><p>a</p></main>')).toEqual([false])
    expect(isMain('<p>menu</p><main><figure><img src=/1></figure><p>a</p></main>')).toEqual([true])
    expect(isMain('<main><p>a</p><p><img src=/1></p></main><p>menu</p>')).toEqual([true])
  })

  test.each([
    [', /1.jpg,, /2.jpg', ['1.jpg']],
    ['/1.jpg,,', ['1.jpg']],
    ['/a,b.jpg 2x', ['a,b.jpg']],
    [', ,', []],
  ])('are the first of a srcset: %j', (set, names) => {
    expect(urlsOf(`<img srcset="${set}">`)).toEqual(names.map(at))
  })

  test.each(['', '/1.jpg', '/1.jpg,2'])('take time by the length of a srcset: commas after %j', (start) => {
    const startedAt = performance.now()
    imagesOf(`<img srcset="${start}${','.repeat(200_000)}">`)
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })
})
