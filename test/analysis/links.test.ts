import fc from 'fast-check'
import { expect, test } from 'vitest'
import { links } from '../../src/analysis/links.ts'
import { partsOf } from './support/partsOf.ts'

const linksOf = (markup: string) => links(partsOf(markup), 'https://mill.example/a/b?c#d')

test('links are absolute, without fragment, each once, in the order of the page', () => {
  expect(
    linksOf('<a href="c#x">1</a><a href=" /a/c ">2</a><a href="//mill.example:8080/d">3</a><area href="?e">'),
  ).toEqual({
    internal: ['https://mill.example/a/c', 'https://mill.example:8080/d', 'https://mill.example/a/b?e'],
    external: [],
  })
})

test('links to another host name are external', () => {
  expect(
    linksOf('<a href="http://other.example">1</a><a href="https://www.mill.example/">2</a>').external,
  ).toEqual(['http://other.example/', 'https://www.mill.example/'])
})

test('links follow the first usable base', () => {
  expect(linksOf('<base target=_top><base href="https://other.example/x/"><a href="y">1</a>')).toEqual({
    internal: [],
    external: ['https://other.example/x/y'],
  })
  expect(linksOf('<base href="javascript:"><a href="y">1</a>').internal).toEqual(['https://mill.example/a/y'])
})

test('what leads to no page is no link', () => {
  const nowhere = ['#top', '', 'mailto:a@b.example', 'javascript:void(0)', 'http://[', 'data:,x', 'tel:1']
  expect(linksOf(nowhere.map((href) => `<a href="${href}">x</a>`).join(''))).toEqual({
    internal: [],
    external: [],
  })
})

test('any reference is either left out or an absolute web URL without fragment', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (href) => {
      const { internal, external } = linksOf(`<a href="${href.replaceAll('"', '')}">x</a>`)
      for (const link of [...internal, ...external])
        expect(new URL(link)).toMatchObject({ hash: '', href: link })
      expect(internal.length + external.length).toBeLessThanOrEqual(1)
    }),
  )
})
