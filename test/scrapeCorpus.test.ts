import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { ScrapeOptions } from '../src/hooks.ts'
import { scrape } from '../src/scrape.ts'
import type { Corpus, CorpusPage } from '../src/types.ts'
import { serve } from './support/localServer.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

const PAGES = 60
const SHARED =
  'Sign up for our weekly letter and never miss a story about the sea and its many harbours again.'

const NOUNS = 'harbour lantern glacier orchard violin compass meadow furnace lagoon quarry'.split(' ')
const VERBS = 'guards follows remembers measures crosses paints repairs answers carries watches'.split(' ')

/** Text of its own for each topic; pages 10 apart have one topic and differ in few words. */
function sentences(page: number): string {
  const topic = page % 10
  const words = Array.from({ length: 120 }, (_, at) => {
    const noun = NOUNS[(at * 7 + topic * 3 + Math.floor(at / 10)) % 10]
    const verb = VERBS[(at * 3 + topic * 7 + Math.floor(at / 7)) % 10]
    return `The ${noun} of quarter ${topic}${at} ${verb} the ${NOUNS[topic]}.`
  })
  words[page] = `Only page ${page} says this.`
  return words.join(' ')
}

/** Tells of every page that is asked for. */
const siteTelling =
  (tell: () => void): RequestListener =>
  (request, response) => {
    tell()
    site(request, response)
  }

const site: RequestListener = ({ url = '' }, response) => {
  const page = Number(url.slice(1))
  const isGone = page % 13 === 5
  response.writeHead(isGone ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><html lang="en"><head><title>Page ${page}</title></head><body><article>
    <h1>Page ${page}</h1><p>${sentences(page)}</p><p>${SHARED}</p>
    <p><a href="/${(page + 1) % PAGES}">next</a> <a href="/${(page * 7) % PAGES}">other</a>
    <a href="https://elsewhere.example/">elsewhere</a></p></article></body></html>`)
}

interface Document {
  readonly summary: unknown
  readonly corpus: Omit<Corpus, 'pages'> & { readonly pages: readonly CorpusPage[] }
  readonly pages: readonly unknown[]
}

/** What does not depend on time, as text. */
function lasting(path: string): string {
  const { summary, corpus, pages } = JSON.parse(readFileSync(path, 'utf8')) as Document
  return JSON.stringify({ summary, corpus, pages })
}

const quick = (concurrency: number, threads: number): ScrapeOptions => ({
  fetch: { retries: 0, robots: false, concurrency, perHost: { concurrency } },
  analysis: { threads },
})

describe('what only all pages together can tell', () => {
  test('is the same at any concurrency, on any number of threads, and after five interruptions', async () => {
    const at = await temporaryFolder()
    let tell = (): void => {}
    const origin = await serve(siteTelling(() => tell()))
    const input = Array.from({ length: PAGES }, (_, page) => `${origin}/${page}`)
    const calm = at('calm.json')
    await scrape({ ...quick(1, 1), input, output: { files: [calm] } })

    const hasty = at('hasty.json')
    await scrape({ ...quick(64, 4), input, output: { files: [hasty] } })
    expect(lasting(hasty)).toBe(lasting(calm))

    const broken = at('broken.json')
    for (let stop = 1; stop <= 5; stop++) {
      const controller = new AbortController()
      let asked = 0
      tell = () => {
        asked += 1
        if (asked === 5) controller.abort()
      }
      const report = await scrape({
        ...quick(4, 0),
        input,
        output: { files: [broken] },
        signal: controller.signal,
      })
      expect(report.outcome).toBe('interrupted')
    }
    tell = () => {}
    expect(lasting(broken)).not.toBe(lasting(calm))
    const report = await scrape({ ...quick(4, 0), input, output: { files: [broken] } })
    expect(report.outcome).toBe('finished')
    expect(lasting(broken)).toBe(lasting(calm))
  }, 30_000)

  test('stands under corpus: terms, keywords, near duplicates, shared paragraphs and links, by index', async () => {
    const at = await temporaryFolder()
    const origin = await serve(site)
    const input = Array.from({ length: PAGES }, (_, page) => `${origin}/${page}`)
    await scrape({ ...quick(32, 0), input, output: { files: [at('out.json')] } })
    const { corpus } = JSON.parse(readFileSync(at('out.json'), 'utf8')) as Document

    const gone = [5, 18, 31, 44, 57]
    expect(corpus.pages.map(({ index }) => index)).toEqual(
      input.map((_, index) => index).filter((index) => !gone.includes(index)),
    )
    expect(corpus.nearDuplicates[0]).toMatchObject({ canonical: 0, pages: [0, 10, 20, 30, 40, 50] })
    expect(corpus.boilerplate).toEqual([{ host: '127.0.0.1', text: SHARED, pages: PAGES - gone.length }])
    const keywords = corpus.pages.flatMap((page) => page.keywords.map(({ term }) => term))
    expect(keywords).not.toContain('weekly')
    expect(corpus.terms.map(({ term }) => term)).toContain('harbour')
    expect(corpus.distributions.languages).toEqual({
      values: [{ value: 'en', pages: PAGES - gone.length }],
      others: 0,
      unknown: 0,
    })
    // Each page links to the next and to seven times its number.
    const targets = (page: number) => new Set([(page + 1) % PAGES, (page * 7) % PAGES])
    const broken = input.flatMap((_, from) =>
      gone.includes(from)
        ? []
        : [...targets(from)].filter((to) => to !== from && gone.includes(to)).map((to) => ({ from, to })),
    )
    expect(corpus.links.broken).toEqual(broken.sort((a, b) => a.from - b.from || a.to - b.to))
    const ranks = corpus.pages.map(({ links }) => links.rank)
    expect(ranks.reduce((sum, rank) => sum + rank)).toBeCloseTo(1, 4)
  })
})
