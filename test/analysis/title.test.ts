import { expect, test } from 'vitest'
import { title } from '../../src/analysis/title.ts'
import { partsOf } from './support/partsOf.ts'

const titleOf = (markup: string) => title(partsOf(markup).notable)

test('the title is that of the first title element, on one line', () => {
  expect(titleOf('<title>\n A &amp;\n B </title><title>C</title>')).toBe('A & B')
})

test('the title of a drawing is not the title of the page', () => {
  expect(titleOf('<svg><g><title>Icon</title></g></svg><title>Page</title>')).toBe('Page')
})

test('without a title element, or with an empty one, the title is Open Graph’s', () => {
  expect(titleOf('<title> </title><meta property="og:title" content="From the graph">')).toBe(
    'From the graph',
  )
})

test('without either there is none', () => {
  expect(titleOf('<h1>a</h1>')).toBeNull()
})
