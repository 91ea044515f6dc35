import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { corpusTerms } from '../../../src/merge/terms/corpusTerms.ts'
import { termCounts } from '../../../src/merge/terms/termCounts.ts'
import type { TermOptions } from '../../../src/merge/terms/termOptions.ts'
import type { CorpusRow, Keyword } from '../../../src/types.ts'
import { groupsOf, okPage } from '../distributions/okPage.ts'

/** A page of these words, as often as they are written. */
function pageOf(index: number, text: string): CorpusRow {
  const counts = new Map<string, number>()
  for (const word of text.split(' ').filter(Boolean)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const terms: Keyword[] = [...counts].map(([term, count]) => ({ term, count }))
  return okPage(index, { features: { terms } })
}

async function corpusOf(rows: readonly CorpusRow[], options?: Partial<TermOptions>, size?: number) {
  const source = groupsOf(rows, size)
  const corpus = await corpusTerms(source.groups, { exact: 1000, ...options })
  return { terms: corpus.terms, pages: [...corpus.pages()].flat(), reads: source.reads.count }
}

const texts = fc.array(
  fc
    .array(
      fc.nat(40).map((n) => `w${n}`),
      { maxLength: 12 },
    )
    .map((words) => words.join(' ')),
  { maxLength: 40 },
)
const rowsOf = (written: readonly string[]) => written.map((text, index) => pageOf(index, text))

describe('the terms of the corpus', () => {
  const three = ['fox fox den', 'fox hen', 'den hen hen'].map((text, index) => pageOf(index, text))

  test('are those that stand in most pages, with their counts and TF-IDF', async () => {
    const idf = Math.log(4 / 3) + 1
    const rounded = (value: number) => Math.round(value * 1000) / 1000
    expect((await corpusOf(three)).terms).toEqual([
      { term: 'den', pages: 2, count: 2, tfIdf: rounded(2 * idf) },
      { term: 'fox', pages: 2, count: 3, tfIdf: rounded(3 * idf) },
      { term: 'hen', pages: 2, count: 3, tfIdf: rounded(3 * idf) },
    ])
  })

  test('are at most a hundred', async () => {
    const words = Array.from({ length: 150 }, (_, i) => `w${String(i).padStart(3, '0')}`).join(' ')
    const { terms } = await corpusOf([pageOf(0, words), pageOf(1, 'w149')])
    expect(terms.slice(0, 2).map(({ term, pages }) => [term, pages])).toEqual([
      ['w149', 2],
      ['w000', 1],
    ])
    expect(terms).toHaveLength(100)
  })

  test('are the same where most are counted in the sketch', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (written) => {
        const { terms } = await corpusOf(rowsOf(written))
        expect((await corpusOf(rowsOf(written), { exact: 5, sketchWidth: 16 })).terms).toEqual(terms)
      }),
      { numRuns: 30 },
    )
  })

  test('leave out boilerplate, and so do the keywords', async () => {
    const fox = termCounts([[{ term: 'fox', count: 2 }]])
    const { terms, pages } = await corpusOf(three, { boilerplateTerms: () => fox })
    expect(terms.map(({ term }) => term)).toEqual(['den', 'hen'])
    expect(pages.map(({ keywords }) => keywords.map(({ term }) => term))).toEqual([
      ['den'],
      ['hen'],
      ['hen', 'den'],
    ])
  })
})

describe('the keywords of a page', () => {
  test('are what the other pages have least', async () => {
    const { pages } = await corpusOf([
      pageOf(0, 'news news owl'),
      pageOf(1, 'news cat'),
      pageOf(2, 'news bat bat'),
      pageOf(3, 'news'),
    ])
    const common = 1
    const rare = Math.log(5 / 2) + 1
    expect(pages[0]?.keywords).toEqual([
      { term: 'owl', score: Math.round(rare * 1000) / 1000 },
      { term: 'news', score: Math.round((1 + Math.log(2)) * common * 1000) / 1000 },
    ])
    expect(pages[3]?.keywords).toEqual([{ term: 'news', score: 1 }])
  })

  test('of a corpus of one page are its most frequent terms', async () => {
    const { terms, pages } = await corpusOf([pageOf(7, 'b a c c a c d')])
    expect(terms.map(({ term, tfIdf }) => [term, tfIdf])).toEqual([
      ['a', 2],
      ['b', 1],
      ['c', 3],
      ['d', 1],
    ])
    expect(pages).toEqual([
      {
        index: 7,
        keywords: [
          { term: 'c', score: 2.099 },
          { term: 'a', score: 1.693 },
          { term: 'b', score: 1 },
          { term: 'd', score: 1 },
        ],
        nearest: [],
      },
    ])
  })

  test('are at most ten, with positive scores that fall, whatever is estimated', async () => {
    const limits = fc.constantFrom({}, { exact: 3, sketchWidth: 2 })
    await fc.assert(
      fc.asyncProperty(texts, limits, async (written, options) => {
        for (const { keywords } of (await corpusOf(rowsOf(written), options)).pages) {
          expect(keywords.length).toBeLessThanOrEqual(10)
          expect(keywords.every(({ score }) => score > 0 && Number.isFinite(score))).toBe(true)
          expect(keywords).toEqual(
            keywords.toSorted((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1)),
          )
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('the corpus', () => {
  test('names its pages by index and leaves out what is not ok', async () => {
    const { pages } = await corpusOf([
      { index: 0, key: 'k', host: 'h', status: 'skipped' },
      pageOf(3, 'owl cat'),
      { index: 5, key: 'k', host: 'h', status: 'failed', failureCode: 'timeout' },
      pageOf(9, 'owl cat'),
    ])
    expect(pages.map(({ index, nearest }) => ({ index, nearest }))).toEqual([
      { index: 3, nearest: [{ index: 9, similarity: 1 }] },
      { index: 9, nearest: [{ index: 3, similarity: 1 }] },
    ])
  })

  test('reads the rows twice, and once more for the pages, whatever is estimated', async () => {
    const rows = rowsOf(['a b c', 'd e f', 'g h i'])
    expect((await corpusOf(rows)).reads).toBe(3)
    expect((await corpusOf(rows, { exact: 2, sketchWidth: 16 })).reads).toBe(3)
  })

  test('gives its pages in small groups, and gives them again', async () => {
    const rows = rowsOf(Array.from({ length: 100 }, (_, i) => `w${i} w${i + 1}`))
    const corpus = await corpusTerms(groupsOf(rows, 100).groups)
    const groups = [...corpus.pages()]
    expect(groups.map((group) => group.length)).toEqual([32, 32, 32, 4])
    expect([...corpus.pages()]).toEqual(groups)
  })

  test('does not depend on how the rows are grouped', async () => {
    const limits = fc.constantFrom({}, { exact: 3, sketchWidth: 8 }, { maxCompared: 12 })
    await fc.assert(
      fc.asyncProperty(texts, limits, fc.integer({ min: 1, max: 9 }), async (written, options, size) => {
        const rows = rowsOf(written)
        const { terms, pages } = await corpusOf(rows, options)
        expect(await corpusOf(rows, options, size)).toMatchObject({ terms, pages })
      }),
      { numRuns: 30 },
    )
  })

  test('of no page is empty', async () => {
    expect(await corpusOf([])).toMatchObject({ terms: [], pages: [] })
  })
})
