import { expect, test } from 'vitest'
import { fieldValue, isOfCorpus } from '../../src/output/fieldValue.ts'
import type { JsonObject } from '../../src/types.ts'

const row: JsonObject = {
  url: 'https://a.example/',
  analysis: {
    title: null,
    keywords: [{ term: 'ship', count: 3 }, { term: 'sea', count: 2 }, { count: 1 }],
    tables: [{ rows: [['a', 'b'], ['c']] }],
  },
  input: { 'og:title': 'T', 'a.b': 'dotted', a: { b: 'nested' }, '0': 'zero' },
}

test.each([
  ['url', 'https://a.example/'],
  ['analysis.title', null],
  ['analysis.keywords.0', { term: 'ship', count: 3 }],
  ['analysis.keywords.1.term', 'sea'],
  ['analysis.keywords.term', ['ship', 'sea']],
  ['analysis.keywords.9.term', undefined],
  ['analysis.keywords.length', []],
  ['analysis.tables.rows.0', [['a', 'b']]],
  ['analysis.tables.0.rows.0.1', 'b'],
  ['input.og:title', 'T'],
  ['input.a.b', 'dotted'],
  ['input.0', 'zero'],
  ['analysis.nothing.at.all', undefined],
  ['url.length', undefined],
  ['analysis.title.x', undefined],
])('%s names %j', (path, value) => {
  expect(fieldValue(row, path)).toEqual(value)
})

test.each([
  'constructor',
  '__proto__',
  'analysis.constructor.name',
  'input.toString',
  'analysis.keywords.0.hasOwnProperty',
])('%s names nothing that a row does not have of its own', (path) => {
  expect(fieldValue(row, path)).toBeUndefined()
})

test.each([
  ['corpus', true],
  ['corpus.links.rank', true],
  ['corpusculum', false],
  ['input.corpus', false],
])('%s is of the corpus: %s', (path, expected) => {
  expect(isOfCorpus(path)).toBe(expected)
})
