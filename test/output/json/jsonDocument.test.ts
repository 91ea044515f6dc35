import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { asString } from '../../../src/config/utf8.ts'
import { jsonPieces } from '../../../src/output/json/jsonPieces.ts'
import type { Corpus, CorpusPage } from '../../../src/types.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { corpusOf, endingOf, okRow, outputsOf, run, summary, written } from '../outputs.ts'

async function jsonOf(corpus: Corpus | null) {
  const at = await temporaryFolder()
  await written([at('out.json')], [okRow(0), okRow(1)], { ending: { corpus } })
  return JSON.parse(readFileSync(at('out.json'), 'utf8'))
}

const corpusPage = (index: number): CorpusPage => ({
  index,
  keywords: [],
  nearest: [],
  links: { in: 0, out: 0, rank: 0.5 },
})

test('a JSON document holds summary, corpus, pages and run', async () => {
  const pages = () => [[corpusPage(0)], [], [corpusPage(1), corpusPage(2)]]
  const corpus = corpusOf({ pages })
  expect(await jsonOf(corpus)).toEqual({
    version: 1,
    summary,
    corpus: { ...corpus, pages: pages().flat() },
    pages: [okRow(0), okRow(1)],
    run,
  })
})

test('its corpus is empty where none was asked for', async () => {
  expect((await jsonOf(null)).corpus).toEqual({})
})

test('a corpus of many pages goes out in pieces, and gives way to what else is to be done', async () => {
  const count = 50_000
  const all = Array.from({ length: count }, (_, index) => index)
  const links = {
    edges: 0,
    orphans: all,
    broken: all.map((from) => ({ from, to: 0 })),
    brokenCount: all.length,
  }
  const nearDuplicates = [{ canonical: 0, pages: all, similarity: 0.9 }]
  function* pages() {
    for (let at = 0; at < 10_000; at += 1000) yield all.slice(at, at + 1000).map(corpusPage)
  }
  let longest = 0
  let turns = 0
  const texts: string[] = []
  const counting = setInterval(() => {
    turns += 1
  }, 0)
  await using outputs = await outputsOf(['-'], {
    format: 'json',
    writeStdout: async (text) => {
      longest = Math.max(longest, text.length)
      texts.push(asString(text))
      await new Promise(setImmediate)
    },
  })
  await outputs.finish(endingOf([okRow(0)], { corpus: corpusOf({ links, nearDuplicates, pages }) }))
  clearInterval(counting)
  expect(longest).toBeLessThan(1_100_000)
  expect(turns).toBeGreaterThan(3)
  const { corpus } = JSON.parse(texts.join(''))
  expect(corpus.links).toEqual(links)
  expect(corpus.nearDuplicates).toEqual(nearDuplicates)
  expect(corpus.pages).toHaveLength(10_000)
})

test.each([[[]], [{}], [{ a: undefined, b: null }], ['x'], [[[1], [2, [3]]]]])(
  '%j is JSON in pieces',
  (value) => {
    expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value))
  },
)

test('long lists are JSON in pieces wherever they lie', () => {
  const long = Array.from({ length: 2500 }, (_, index) => index)
  const value = {
    a: long,
    b: [{ c: long, skipped: undefined }, { d: [long, []] }],
    'e"': long.map((n) => ({ n })),
  }
  const pieces = [...jsonPieces(value)]
  expect(pieces.join('')).toBe(JSON.stringify(value))
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(20_000)
})

test('a compressed document is the same document, and the same bytes each time', async () => {
  const at = await temporaryFolder()
  await written([at('one.json.gz'), at('other.json.gz'), at('plain.json')], [okRow(0)])
  const bytes = readFileSync(at('one.json.gz'))
  expect(readFileSync(at('other.json.gz'))).toEqual(bytes)
  expect(gunzipSync(bytes).toString()).toBe(readFileSync(at('plain.json'), 'utf8'))
})
