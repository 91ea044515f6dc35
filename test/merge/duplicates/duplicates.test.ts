import { beforeAll, describe, expect, test } from 'vitest'
import type { Duplicates } from '../../../src/merge/duplicates/duplicates.ts'
import { minNearDuplicateSimilarity } from '../../../src/merge/duplicates/joinSimilar.ts'
import { corpusOf } from './support/corpusOf.ts'
import { duplicatesOf } from './support/duplicatesOf.ts'
import { generatedTexts, shinglesOf, similarity } from './support/generatedTexts.ts'

const article = Array.from({ length: 200 }, (_, i) => `word${i}`)
const text = article.join(' ')

function reachedFrom(start: number, edges: readonly (readonly [number, number])[]): Set<number> {
  const reached = new Set([start])
  for (const page of reached) {
    for (const [a, b] of edges) {
      if (a === page) reached.add(b)
      else if (b === page) reached.add(a)
    }
  }
  return reached
}

describe('near duplicates, against each of 1,000 generated pages compared with each other', () => {
  const texts = generatedTexts(1000, 5)
  const shingles = texts.map(shinglesOf)
  const edges: [number, number][] = []
  let found: Duplicates
  const clusterOf = new Map<number, number>()

  beforeAll(async () => {
    for (const [a, ofA] of shingles.entries()) {
      for (const [b, ofB] of shingles.slice(0, a).entries()) {
        if (Math.min(ofA.size, ofB.size) < Math.max(ofA.size, ofB.size) * minNearDuplicateSimilarity) continue
        if (similarity(ofA, ofB) >= minNearDuplicateSimilarity) edges.push([a, b])
      }
    }
    found = await duplicatesOf(corpusOf(texts.map((text) => ({ text }))))
    for (const { canonical, pages } of found.near) for (const page of pages) clusterOf.set(page, canonical)
  })

  test('99 of 100 pairs that are similar enough are in one cluster', () => {
    const together = edges.filter(([a, b]) => clusterOf.has(a) && clusterOf.get(a) === clusterOf.get(b))
    expect(edges.length).toBeGreaterThan(500)
    expect(together.length / edges.length).toBeGreaterThanOrEqual(0.99)
  })

  test('every cluster holds together by pairs that are similar enough', () => {
    expect(found.near.length).toBeGreaterThan(100)
    for (const { canonical, pages } of found.near) {
      const reached = reachedFrom(canonical, edges)
      for (const page of pages) expect(reached).toContain(page)
    }
  })

  test('clusters come by their canonical pages, the lowest of each', () => {
    const canonicals = found.near.map(({ canonical }) => canonical)
    expect(canonicals).toEqual(canonicals.toSorted((a, b) => a - b))
    for (const { canonical, pages } of found.near) {
      expect(pages.length).toBeGreaterThan(1)
      expect(pages).toEqual(pages.toSorted((a, b) => a - b))
      expect(pages[0]).toBe(canonical)
    }
  })

  test('are the same each time', async () => {
    const again = await duplicatesOf(corpusOf(texts.map((text) => ({ text }))))
    expect(again.near).toEqual(found.near)
  })
})

describe('near duplicates', () => {
  async function near(...texts: (string | null)[]) {
    const corpus = corpusOf(texts.map((text) => (text === null ? null : { text })))
    return { found: (await duplicatesOf(corpus)).near, read: corpus.read }
  }

  test('tell the similarity in hundredths, rounded down', async () => {
    const changed = article.with(100, 'mill').join(' ')
    // 3 of 198 shingles are another: 195 / 201.
    const { found } = await near(null, text, 'Nothing like it at all', changed)
    expect(found).toEqual([{ canonical: 1, pages: [1, 3], similarity: 0.97 }])
  })

  test('tell the least similarity that joined a page to the others', async () => {
    const little = article.with(0, 'mill').join(' ')
    const more = article.with(100, 'mill').with(150, 'wheel').join(' ')
    const { found } = await near(text, little, more)
    expect(found).toEqual([{ canonical: 0, pages: [0, 1, 2], similarity: 0.94 }])
  })

  test('take no notice of case and punctuation', async () => {
    const { found } = await near('The mill, by the river.', 'THE MILL (by the river)')
    expect(found).toEqual([{ canonical: 0, pages: [0, 1], similarity: 1 }])
  })

  test('hold for texts of a word or two', async () => {
    const { found } = await near('mill', 'Mill!', 'mill wheel', 'wheel', 'mill wheel.', 'mill wheel stone')
    expect(found).toEqual([
      { canonical: 0, pages: [0, 1], similarity: 1 },
      { canonical: 2, pages: [2, 4], similarity: 1 },
    ])
  })

  test('are none for texts without words', async () => {
    expect((await near('', '', '…', '…', '…')).found).toEqual([])
    expect((await near()).found).toEqual([])
  })

  test('with the same text are joined unread, however many', async () => {
    const { found, read } = await near(
      ...Array.from({ length: 2000 }, () => 'Please log in to read this page.'),
    )
    expect(found.map(({ pages, similarity }) => [pages.length, similarity])).toEqual([[2000, 1]])
    expect(read).toEqual([])
  })

  test('are found in a crowd that is nearly near enough', async () => {
    const pageOf = (own: number) => [...article, ...Array.from({ length: 40 }, (_, i) => `own${own}x${i}`)]
    const pages = Array.from({ length: 100 }, (_, own) => pageOf(own).join(' '))
    const twin = `${pages[90]} again`
    const { found } = await near(...pages, twin)
    expect(found).toEqual([{ canonical: 90, pages: [90, 100], similarity: 0.99 }])
  })

  test('leave a page out whose text is not there to be compared', async () => {
    const corpus = corpusOf([{ text }, { text: `${text} more` }])
    expect((await duplicatesOf({ ...corpus, readText: () => null })).near).toEqual([])
  })
})

describe('soft duplicates', () => {
  const wall = 'Please log in to read this page.'

  test('are three pages or more of one host with one text', async () => {
    const pages = [
      { text: wall, host: 'a.example' },
      { text: wall, host: 'b.example' },
      null,
      { text: wall, host: 'a.example' },
      { text: wall, host: 'b.example' },
      { text: wall, host: 'a.example' },
      { text: `${wall} Or register.`, host: 'b.example' },
    ]
    const found = await duplicatesOf(corpusOf(pages))
    expect(found.soft).toEqual([{ host: 'a.example', pages: [0, 3, 5] }])
    expect(found.near[0]?.pages).toEqual([0, 1, 3, 4, 5])
    expect(pages.map((_, index) => found.repeats.isRepeat(index))).toEqual([
      ...[false, false, false, true, true, true, false],
    ])
  })

  test('are none where there is no text', async () => {
    const found = await duplicatesOf(corpusOf([{ text: '' }, { text: '' }, { text: '' }]))
    expect(found.soft).toEqual([])
    expect(found.repeats.isRepeat(2)).toBe(false)
  })
})

test('the event loop turns while duplicates are looked for', async () => {
  const corpus = corpusOf(generatedTexts(900, 9).map((text) => ({ text })))
  let turns = 0
  let isOver = false
  const turn = (): void => {
    turns++
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  await duplicatesOf(corpus)
  isOver = true
  expect(turns).toBeGreaterThan(4)
})
