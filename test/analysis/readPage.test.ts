import { expect, test } from 'vitest'
import { readPage } from '../../src/analysis/readPage.ts'
import { partsOf } from './support/partsOf.ts'

const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ')

test('only a page with something for browsers without scripts is read for one of them', () => {
  expect(partsOf('<p>few words<noscript>more</noscript>').notable.hasNoscript).toBe(true)
  expect(partsOf('<p>few words').notable.hasNoscript).toBe(false)
})

test('a page that shows next to nothing without a script is read as it is without', () => {
  const text = `<div></div><noscript><p>${words(200)}</p></noscript>`
  expect(readPage({ text, kind: 'html' }).parts.measured.words).toBe(200)
})
