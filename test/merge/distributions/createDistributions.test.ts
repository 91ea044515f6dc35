import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDistributions } from '../../../src/merge/distributions/createDistributions.ts'
import type { FrequencyLimits } from '../../../src/merge/distributions/createFrequencies.ts'
import { type CorpusGroups, eachOkPage } from '../../../src/merge/distributions/eachOkPage.ts'
import type { CorpusRow } from '../../../src/types.ts'
import { groupsOf, okPage } from './okPage.ts'

async function distributions(groups: CorpusGroups, limits?: FrequencyLimits) {
  const counters = createDistributions(limits)
  await eachOkPage(groups, counters.add)
  return counters.found(groups)
}

const few = { exact: 3, sketchWidth: 16 }
const enough = { exact: 200, sketchWidth: 16 }

const rows: readonly CorpusRow[] = [
  okPage(0, {
    words: 10,
    language: 'en',
    features: { kind: 'article', authors: ['Ann', 'Bob'], publishedAt: '2026-11-02T23:30:00-08:00', lix: 40 },
  }),
  { index: 1, key: 'https://b.example/', host: 'b.example', status: 'failed', failureCode: 'timeout' },
  okPage(2, {
    words: 30,
    host: 'c.example',
    language: 'de',
    features: { authors: ['Bob', 'Bob'], publishedAt: '2026' },
  }),
  { index: 3, key: 'https://d.example/', host: 'd.example', status: 'skipped' },
  okPage(4, { words: 20, language: 'en', features: { publishedAt: '2025-02-28' } }),
]

describe('the distributions', () => {
  test('count the pages that are ok, by value', async () => {
    const { distributions: found } = await distributions(groupsOf(rows).groups)
    expect(found).toEqual({
      languages: {
        values: [
          { value: 'en', pages: 2 },
          { value: 'de', pages: 1 },
        ],
        others: 0,
        unknown: 0,
      },
      hosts: {
        values: [
          { value: 'a.example', pages: 2 },
          { value: 'c.example', pages: 1 },
        ],
        others: 0,
        unknown: 0,
      },
      kinds: { values: [{ value: 'article', pages: 1 }], others: 0, unknown: 2 },
      authors: {
        values: [
          { value: 'Bob', pages: 2 },
          { value: 'Ann', pages: 1 },
        ],
        others: 0,
        unknown: 1,
      },
      published: {
        values: [
          { value: '2025-02', pages: 1 },
          { value: '2026-11', pages: 1 },
        ],
        others: 0,
        unknown: 1,
      },
    })
  })

  test('show the most frequent hundred, ties in code point order, and count the rest', async () => {
    const astral = '\u{1F600}'
    const names = [
      astral,
      '\uFF5E',
      ...Array.from({ length: 119 }, (_, i) => `n${String(i).padStart(3, '0')}`),
    ]
    const pages = [...names, 'n118'].map((name, index) => okPage(index, { features: { authors: [name] } }))
    const { authors } = (await distributions(groupsOf(pages).groups)).distributions
    expect(authors.values).toHaveLength(100)
    expect(authors.values.slice(0, 2)).toEqual([
      { value: 'n118', pages: 2 },
      { value: 'n000', pages: 1 },
    ])
    expect(authors.values.at(-1)).toEqual({ value: 'n098', pages: 1 })
    expect(authors.others).toBe(21)

    const both = await distributions(groupsOf(pages.slice(0, 2)).groups)
    expect(both.distributions.authors.values.map(({ value }) => value)).toEqual(['\uFF5E', astral])
  })

  test('are exact with more values than can be counted exactly, by reading once more', async () => {
    const names = fc.array(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(names, async (authors) => {
        const pages = authors.map((name, index) => okPage(index, { features: { authors: [name] } }))
        const source = groupsOf(pages)
        expect(await distributions(source.groups, few)).toEqual(
          await distributions(groupsOf(pages).groups, enough),
        )
        expect(source.reads.count).toBe(new Set(authors).size > few.exact ? 2 : 1)
      }),
    )
  })

  test('do not depend on how the rows are grouped, nor their exact counts on the order', async () => {
    const page = fc.record({ language: fc.constantFrom('en', 'de', null), words: fc.nat(9) })
    await fc.assert(
      fc.asyncProperty(fc.array(page), fc.integer({ min: 1, max: 9 }), async (made, size) => {
        const pages = made.map((facts, index) => okPage(index, facts))
        const found = await distributions(groupsOf(pages).groups, enough)
        expect(await distributions(groupsOf(pages, size).groups, enough)).toEqual(found)
        expect(await distributions(groupsOf(pages.toReversed()).groups, enough)).toEqual(found)
      }),
    )
  })
})

describe('the percentiles', () => {
  test('are values at nearest ranks', async () => {
    const pages = [15, 20, 35, 40, 50].map((words, index) => okPage(index, { words }))
    const { percentiles } = await distributions(groupsOf(pages).groups)
    expect(percentiles.words).toEqual({ min: 15, p10: 15, p25: 20, p50: 35, p75: 40, p90: 50, max: 50 })
  })

  test('are those of the pages that have the measure, and null where none has', async () => {
    const { percentiles } = await distributions(groupsOf(rows).groups)
    expect(percentiles.lix).toMatchObject({ min: 40, p50: 40, max: 40 })
    const none = await distributions(groupsOf([]).groups)
    expect(none.percentiles).toEqual({ words: null, textChars: null, lix: null })
  })
})
