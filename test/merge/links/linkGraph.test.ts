import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { urlHash } from '../../../src/config/urlHash.ts'
import type { LinkGraph } from '../../../src/merge/links/linkGraph.ts'
import { readGraph } from '../../../src/merge/links/readGraph.ts'
import { createNumbering, type Page, rowsOf } from './pages.ts'

async function graphOf(pages: readonly Page[], hash = createNumbering()): Promise<LinkGraph> {
  return readGraph(rowsOf(pages, hash), hash)
}

const pairs = (graph: LinkGraph) => [...graph.edges()].flat().map(({ from, to }) => [from, to])
const ranks = (graph: LinkGraph, count: number) => Array.from({ length: count }, (_, i) => graph.page(i).rank)

describe('the links between pages', () => {
  test('are counted once a pair, without those to the page itself and to other sites', async () => {
    const graph = await graphOf([
      { key: 'a', links: ['b', 'c', 'elsewhere', 'a', 'b'] },
      { key: 'b', links: ['c'] },
      { key: 'c' },
    ])
    expect(pairs(graph)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ])
    expect(graph.summary).toEqual({ edges: 3, orphans: [0], broken: [], brokenCount: 0 })
    expect(graph.page(1)).toMatchObject({ in: 1, out: 1 })
    expect(graph.page(2)).toMatchObject({ in: 2, out: 0 })
  })

  test('go by the indices of the list, in which there are gaps', async () => {
    const graph = await graphOf([
      { index: 3, key: 'a', links: ['b'] },
      { index: 7, key: 'b' },
      { index: 90, key: 'c' },
    ])
    expect(pairs(graph)).toEqual([[3, 7]])
    expect(graph.summary.orphans).toEqual([3, 90])
    expect(graph.page(7)).toMatchObject({ in: 1, out: 0 })
    for (const index of [0, 4, 91]) expect(() => graph.page(index)).toThrow(RangeError)
  })

  test('are broken where they lead to a page that failed', async () => {
    const graph = await graphOf([
      { key: 'a', links: ['gone', 'left out', 'b'] },
      { key: 'gone', status: 'failed' },
      { key: 'left out', status: 'skipped' },
      { key: 'b', links: ['gone'] },
    ])
    expect(graph.summary).toEqual({
      edges: 4,
      orphans: [0],
      broken: [
        { from: 0, to: 1 },
        { from: 3, to: 1 },
      ],
      brokenCount: 2,
    })
    expect(graph.page(1)).toEqual({ in: 2, out: 0, rank: 0 })
  })

  test('that are broken are all counted, and the first thousand told', async () => {
    const gone = Array.from({ length: 40 }, (_, i): Page => ({ key: `gone ${i}`, status: 'failed' }))
    const links = gone.map(({ key }) => key)
    const graph = await graphOf([...gone, ...Array.from({ length: 30 }, (_, i) => ({ key: `${i}`, links }))])
    expect(graph.summary.brokenCount).toBe(1200)
    expect(graph.summary.broken).toHaveLength(1000)
    expect(graph.summary.broken.at(-1)).toEqual({ from: 64, to: 39 })
  })

  test('lead to the page that was redirected to their target', async () => {
    const graph = await graphOf([
      { key: 'old', final: 'new', links: ['new', 'old'] },
      { key: 'a', links: ['new', 'old'] },
    ])
    expect(pairs(graph)).toEqual([[1, 0]])
  })

  test('lead to the first of several pages that were redirected to their target', async () => {
    const graph = await graphOf([
      { key: 'a', links: ['new'] },
      { key: 'old', final: 'new' },
      { key: 'older', final: 'new' },
    ])
    expect(pairs(graph)).toEqual([[0, 1]])
  })

  test('lead to the page whose key they have, whoever was redirected there', async () => {
    const graph = await graphOf([
      { key: 'old', final: 'new' },
      { key: 'a', links: ['new'] },
      { key: 'new', status: 'failed' },
    ])
    expect(pairs(graph)).toEqual([[1, 2]])
  })

  test('are none in a run without pages', async () => {
    const graph = await graphOf([])
    expect({ ...graph.summary, pairs: pairs(graph) }).toEqual({
      edges: 0,
      orphans: [],
      broken: [],
      brokenCount: 0,
      pairs: [],
    })
  })

  test('are given a thousand at a time, as many as there are', async () => {
    const count = 2500
    const keys = Array.from({ length: count }, (_, i) => `https://mill.example/${i}`)
    const graph = await graphOf(
      [{ key: 'https://mill.example/', links: keys }, ...keys.map((key) => ({ key }))],
      urlHash,
    )
    expect([...graph.edges()].map((group) => group.length)).toEqual([1024, 1024, 452])
    expect(pairs(graph)).toEqual(keys.map((_, i) => [0, i + 1]))
  })
})

describe('the rank of a page', () => {
  test('is as computed by hand: two pages that link to each other, and one that links to the first', async () => {
    // a = 0.05 + 0.85 (b + c), b = 0.05 + 0.85 a, c = 0.05
    const graph = await graphOf([
      { key: 'a', links: ['b'] },
      { key: 'b', links: ['a'] },
      { key: 'c', links: ['a'] },
    ])
    const a = (0.05 + 0.85 * (0.05 + 0.05)) / (1 - 0.85 ** 2)
    expect(ranks(graph, 3)).toEqual([a, 0.05 + 0.85 * a, 0.05].map((rank) => Number(rank.toPrecision(6))))
  })

  test('goes to all alike from a page that links to none', async () => {
    // b = (0.15 + 0.85 b) / 2 + 0.85 a and a + b = 1
    const graph = await graphOf([{ key: 'a', links: ['b'] }, { key: 'b' }])
    const b = (0.075 + 0.85) / (1 + 0.85 - 0.425)
    expect(ranks(graph, 2)).toEqual([1 - b, b].map((rank) => Number(rank.toPrecision(6))))
  })

  test('is the same for all where nobody links', async () => {
    expect(ranks(await graphOf([{ key: 'a' }, { key: 'b' }, { key: 'c' }]), 3)).toEqual([
      0.333333, 0.333333, 0.333333,
    ])
  })

  test('is not lost to pages that failed', async () => {
    const working = [
      { key: 'a', links: ['b', 'gone'] },
      { key: 'b', links: ['a'] },
    ]
    const graph = await graphOf([...working, { key: 'gone', status: 'failed' }])
    expect(ranks(graph, 3)).toEqual([0.5, 0.5, 0])
  })
})

const pageOf = (count: number) =>
  fc.record({
    status: fc.constantFrom('ok', 'ok', 'ok', 'failed', 'skipped'),
    final: fc.nat(count + 3),
    isMoved: fc.boolean(),
    links: fc.array(fc.nat(count + 3), { maxLength: 8 }),
  })

const pagesOf = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.array(pageOf(count), { minLength: count, maxLength: count }).map((drawn) =>
    drawn.map(
      ({ status, final, isMoved, links }, i): Page => ({
        key: String(i),
        status: status as 'ok',
        final: String(isMoved ? final : i),
        links: links.map(String),
      }),
    ),
  ),
)

describe('the graph of any run', () => {
  test('has the links that one finds by looking at every page for every link', async () => {
    const agrees = async (pages: readonly Page[]) => {
      const graph = await graphOf(pages, urlHash)
      const expected = plainLinks(pages)
      expect(pairs(graph)).toEqual(expected)
      pages.forEach(({ status }, i) => {
        const into = expected.filter(([, to]) => to === i).length
        expect(graph.page(i)).toMatchObject({ in: into, out: expected.filter(([from]) => from === i).length })
        expect(graph.summary.orphans.includes(i)).toBe(status === 'ok' && into === 0)
      })
      const broken = expected.filter(([, to]) => pages[to]?.status === 'failed')
      expect(graph.summary.broken.map(({ from, to }) => [from, to])).toEqual(broken)
    }
    await fc.assert(fc.asyncProperty(pagesOf, agrees), { numRuns: 60 })
  })

  test('has ranks that sum to 1 and satisfy the equation they are defined by', async () => {
    const holds = async (pages: readonly Page[]) => {
      fc.pre(pages.some(({ status }) => status === 'ok'))
      const graph = await graphOf(pages, urlHash)
      const found = ranks(graph, pages.length)
      expect(found.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 4)
      const again = oneRound(pages, plainLinks(pages), found)
      for (const [i, rank] of found.entries()) expect(again[i]).toBeCloseTo(rank, 5)
    }
    await fc.assert(fc.asyncProperty(pagesOf, holds), { numRuns: 60 })
  })
})

function plainLinks(pages: readonly Page[]): [number, number][] {
  const target = (link: string): number => {
    const own = pages.findIndex(({ key }) => key === link)
    return own >= 0 ? own : pages.findIndex(({ status, final }) => status === 'ok' && final === link)
  }
  return pages.flatMap(({ status, links = [] }, from) => {
    const found = new Set(status === 'ok' ? links.map(target) : [])
    return [...found]
      .filter((to) => to >= 0 && to !== from)
      .sort((a, b) => a - b)
      .map((to): [number, number] => [from, to])
  })
}

/** Brin and Page's formula over a matrix in full. */
function oneRound(pages: readonly Page[], links: readonly [number, number][], from: readonly number[]) {
  const isOk = (i: number) => pages[i]?.status === 'ok'
  const count = pages.filter((_, i) => isOk(i)).length
  const outOf = (i: number) => links.filter(([a, b]) => a === i && isOk(b)).map(([, b]) => b)
  return pages.map((_, i) => {
    if (!isOk(i)) return 0
    let reached = 0
    pages.forEach((_page, j) => {
      if (!isOk(j)) return
      const out = outOf(j)
      if (out.length === 0) reached += (from[j] ?? 0) / count
      else if (out.includes(i)) reached += (from[j] ?? 0) / out.length
    })
    return 0.15 / count + 0.85 * reached
  })
}
