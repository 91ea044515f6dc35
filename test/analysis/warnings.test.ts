import { expect, test } from 'vitest'
import { warnings } from '../../src/analysis/warnings.ts'
import { partsOf } from './support/partsOf.ts'

const warningsOf = (markup: string, words = 0) => warnings(partsOf(markup), words, false)

test('a page with words has no warning', () => {
  expect(warningsOf('<script src=x></script><iframe></iframe>', 1)).toEqual([])
})

test('a page without words says why, by one reason', () => {
  expect(warningsOf('')).toEqual(['empty'])
  expect(warningsOf('<script src=x></script><iframe></iframe>')).toEqual(['script-only'])
  expect(warningsOf('<script type="text/javascript; charset=utf-8">')).toEqual(['empty'])
  expect(warningsOf('<script type="application/ld+json">{}</script>')).toEqual(['empty'])
  expect(warningsOf('<script type=module></script>')).toEqual(['script-only'])
  expect(warningsOf('<iframe src=x></iframe>')).toEqual(['frames-only'])
  expect(warningsOf('<script></script><frameset><frame src=x></frameset>')).toEqual(['frames-only'])
})

test('a tree that was cut is said so', () => {
  expect(warnings(partsOf(''), 1, true)).toEqual(['truncated-depth'])
})
