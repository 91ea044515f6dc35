import { expect, test } from 'vitest'
import { description } from '../../src/analysis/description.ts'
import { partsOf } from './support/partsOf.ts'

const descriptionOf = (markup: string) => description(partsOf(markup))

test('the description is the first that says something', () => {
  const metas =
    '<meta name=description content=" "><meta name="Description" content="a\n b"><meta name=description content=c>'
  expect(descriptionOf(metas)).toBe('a b')
})

test('without one it is Open Graph’s, or none', () => {
  expect(descriptionOf('<meta property="og:description" content="a">')).toBe('a')
  expect(descriptionOf('<meta name=description>')).toBeNull()
})
