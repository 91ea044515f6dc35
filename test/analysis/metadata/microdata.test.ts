import { expect, test } from 'vitest'
import { metadataOf, metadataOfFixture } from './support/metadataOf.ts'

test('microdata has the form of JSON-LD', () => {
  expect(metadataOfFixture('microdata').microdata).toEqual([
    {
      '@type': 'Recipe',
      name: 'Barley bread',
      author: { '@type': 'Person', url: 'https://www.mill.example/people/ada', name: 'Ada Miller' },
      datePublished: '2023-11-02',
      dateModified: '2023-11-05T10:00:00Z',
      image: 'https://www.mill.example/pictures/bread.jpg',
      recipeIngredient: ['barley', 'water'],
    },
  ])
})

test('properties in no item are gathered in one without a type', () => {
  expect(metadataOf('<p itemprop="name">A</p>').microdata).toEqual([{ name: 'A' }])
})

test('an item with two names at each level is written once', () => {
  const markup = `<div itemscope>${'<div itemscope itemprop="a b">'.repeat(400)}<p itemprop=c>d`
  expect(JSON.stringify(metadataOf(markup).microdata).length).toBeLessThan(10_000)
})

test('a name that would be a prototype is left out', () => {
  const [item] = metadataOf(
    '<div itemscope><p itemprop="__proto__">a</p><p itemprop="constructor">b</p>',
  ).microdata
  expect(item).toEqual({ constructor: 'b' })
})

test('a page full of marked elements costs a bounded time', () => {
  const markup = `<div itemscope class=author>${'<p itemprop="a" class="byline date">'.repeat(50_000)}`
  const startedAt = performance.now()
  expect(metadataOf(markup).authors).toEqual([])
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test('a property with thousands of names is written once, or a few times where it is short', () => {
  const names = Array.from({ length: 5000 }, (_, at) => `n${at}`).join(' ')
  const [long] = metadataOf(`<meta itemprop="${names}" content="${'x'.repeat(5000)}">`).microdata
  expect(Object.keys(long ?? {})).toEqual(['n0'])
  const [short] = metadataOf(`<meta itemprop="${names}" content="x">`).microdata
  expect(Object.keys(short ?? {})).toHaveLength(10)
})
