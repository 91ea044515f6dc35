import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { describe, expect, test } from 'vitest'
import { OutputError } from '../../../src/errors.ts'
import type { Corpus, JsonObject } from '../../../src/types.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { corpusOf, corpusPage, endingOf, failedRow, okRow, outputsOf, summary, written } from '../outputs.ts'

const link = (url: string) => ({ url, text: 'More', rel: ['nofollow'], nofollow: true, inMainText: false })

const rows: JsonObject[] = [
  {
    ...okRow(0, {
      text: 'All of it.',
      languageConfidence: 0.99,
      headings: [{ level: 1, text: 'Top' }],
      keywords: [
        { term: 'ship', count: 3 },
        { term: 'sea', count: 2 },
      ],
      links: { internal: [link('https://a.example/1')], external: [link('https://b.example/')] },
      metadata: { authors: ['Ann', 'Bo'], publishedAt: '2026-11-02' },
    }),
    input: { id: 7 },
    change: 'changed',
  },
  failedRow(1, 'https://a.example/1', { change: 'gone' }),
  { index: 2, url: 'https://a.example/0', status: 'skipped', reason: 'duplicate', of: 0 },
]

async function databaseOf(all: readonly JsonObject[], corpus: Corpus | null = corpusOf()) {
  const at = await temporaryFolder()
  await written([at('out.sqlite')], all, { ending: { corpus } })
  expect(readdirSync(dirname(at('out.sqlite')))).toEqual(['out.sqlite'])
  const database = new Database(at('out.sqlite'))
  return (sql: string): unknown[] => database.prepare(sql).all()
}

describe('an SQLite file', () => {
  test('has how a page compares with the last run, where that is known', async () => {
    const query = await databaseOf(rows)
    expect(query('SELECT change FROM pages ORDER BY id')).toEqual([
      { change: 'changed' },
      { change: 'gone' },
      { change: null },
    ])
  })

  test('has a row in pages for every row of the result', async () => {
    const query = await databaseOf(rows)
    expect(query('SELECT id, url, status, title, status_code, words, duplicate_of FROM pages')).toEqual([
      {
        id: 0,
        url: 'https://a.example/0',
        status: 'ok',
        title: 'Page 0',
        status_code: 200,
        words: 28,
        duplicate_of: null,
      },
      {
        id: 1,
        url: 'https://a.example/1',
        status: 'failed',
        title: null,
        status_code: null,
        words: null,
        duplicate_of: null,
      },
      {
        id: 2,
        url: 'https://a.example/0',
        status: 'skipped',
        title: null,
        status_code: null,
        words: null,
        duplicate_of: 0,
      },
    ])
    expect(
      query("SELECT text, authors ->> 1 AS author, input ->> 'id' AS id FROM pages WHERE id = 0"),
    ).toEqual([{ text: 'All of it.', author: 'Bo', id: 7 }])
  })

  test('has what stands on a page by the page it is of', async () => {
    const query = await databaseOf(rows)
    expect(query('SELECT * FROM keywords')).toEqual([
      { page: 0, position: 0, term: 'ship', count: 3 },
      { page: 0, position: 1, term: 'sea', count: 2 },
    ])
    expect(query('SELECT * FROM headings')).toEqual([{ page: 0, position: 0, level: 1, text: 'Top' }])
    expect(query('SELECT internal, url, nofollow, in_main_text, rel FROM links ORDER BY internal')).toEqual([
      { internal: 0, url: 'https://b.example/', nofollow: 1, in_main_text: 0, rel: '["nofollow"]' },
      { internal: 1, url: 'https://a.example/1', nofollow: 1, in_main_text: 0, rel: '["nofollow"]' },
    ])
    expect(query('SELECT * FROM failures')).toEqual([
      {
        page: 1,
        stage: 'fetch',
        code: 'timeout',
        message: 'No answer within 30 s.',
        status_code: null,
        attempts: 4,
      },
    ])
  })

  test('has typed columns, sound references, and an index for each usual question', async () => {
    const query = await databaseOf(rows)
    expect(
      query('SELECT typeof(words) AS w, typeof(language_confidence) AS c FROM pages WHERE id = 0'),
    ).toEqual([{ w: 'integer', c: 'real' }])
    expect(query('PRAGMA foreign_key_check')).toEqual([])
    expect(query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(JSON.stringify(query("EXPLAIN QUERY PLAN SELECT id FROM pages WHERE url = 'x'"))).toContain(
      'pages_by_url',
    )
  })

  test('tells what is known of all rows', async () => {
    const query = await databaseOf(rows)
    const told = query('SELECT key, value FROM run') as { key: string; value: string }[]
    const values = new Map(told.map(({ key, value }) => [key, JSON.parse(value)]))
    expect(values.get('summary')).toEqual(summary)
    expect(values.get('brokenLinks')).toBe(0)
  })

  test('has what all pages tell together, of each page and of all', async () => {
    const none = { values: [], others: 0, unknown: 0 }
    const [min, p10, p25, p50, p75, p90, max] = [1, 2, 3, 4, 5, 6, 7]
    const query = await databaseOf(
      [okRow(0), failedRow(1, 'https://a.example/1'), okRow(2)],
      corpusOf({
        distributions: {
          languages: { values: [{ value: 'en', pages: 2 }], others: 0, unknown: 0 },
          hosts: none,
          kinds: none,
          authors: none,
          published: none,
        },
        percentiles: { words: { min, p10, p25, p50, p75, p90, max }, textChars: null, lix: null },
        boilerplate: [{ host: 'a.example', text: 'All rights reserved.', pages: 2 }],
        nearDuplicates: [{ canonical: 0, pages: [0, 2], similarity: 0.93 }],
        softDuplicates: [{ host: 'a.example', pages: [0, 2] }],
        links: { edges: 3, orphans: [2], broken: [{ from: 0, to: 1 }], brokenCount: 5 },
        pages: () => [[corpusPage(0)], [corpusPage(2, { nearest: [{ index: 0, similarity: 0.5 }] })]],
      }),
    )
    expect(query('SELECT id, near_duplicate_of, links_in, links_out, rank FROM pages')).toEqual([
      { id: 0, near_duplicate_of: null, links_in: 1, links_out: 2, rank: 0.25 },
      { id: 1, near_duplicate_of: null, links_in: null, links_out: null, rank: null },
      { id: 2, near_duplicate_of: 0, links_in: 1, links_out: 2, rank: 0.25 },
    ])
    const tables = {
      distinctive_keywords: [
        { page: 0, position: 0, term: 'mill', score: 2.5 },
        { page: 2, position: 0, term: 'mill', score: 2.5 },
      ],
      nearest_pages: [{ page: 2, position: 0, other: 0, similarity: 0.5 }],
      terms: [{ term: 'ship', pages: 3, count: 7, tf_idf: 0.5 }],
      distributions: [{ field: 'languages', value: 'en', pages: 2 }],
      boilerplate: [{ host: 'a.example', text: 'All rights reserved.', pages: 2 }],
      near_duplicates: [
        { page: 0, canonical: 0, similarity: 0.93 },
        { page: 2, canonical: 0, similarity: 0.93 },
      ],
      soft_duplicates: [
        { page: 0, lowest: 0, host: 'a.example' },
        { page: 2, lowest: 0, host: 'a.example' },
      ],
      orphans: [{ page: 2 }],
      broken_links: [{ page: 0, target: 1 }],
    }
    for (const [table, held] of Object.entries(tables)) expect(query(`SELECT * FROM ${table}`)).toEqual(held)
    expect(query("SELECT value FROM percentiles WHERE measure = 'words' AND percentile = 'p50'")).toEqual([
      { value: 4 },
    ])
    expect(query("SELECT value FROM run WHERE key = 'brokenLinks'")).toEqual([{ value: '5' }])
    expect(query('PRAGMA foreign_key_check')).toEqual([])
  })

  test('has the same tables, without a row, where all pages together were not looked at', async () => {
    const query = await databaseOf(rows, null)
    expect(query('SELECT * FROM terms')).toEqual([])
    expect(query('SELECT rank FROM pages WHERE id = 0')).toEqual([{ rank: null }])
  })

  test('holds texts that are not quite texts', async () => {
    const half = 'a\ud800b\\ud800 \u2028'
    const headings = [{ level: 1, text: half }]
    const query = await databaseOf([okRow(0, { title: half, headings })])
    const [whole] = [half.toWellFormed()]
    expect(query('SELECT title FROM pages')).toEqual([{ title: whole }])
    expect(query('SELECT text FROM headings')).toEqual([{ text: whole }])
  })

  test('has every row where there are more than one transaction takes', async () => {
    const text = 'x'.repeat(300_000)
    const query = await databaseOf(Array.from({ length: 12 }, (_, index) => okRow(index, { text })))
    expect(query('SELECT count(*) AS pages, sum(length(text)) AS chars FROM pages')).toEqual([
      { pages: 12, chars: 3_600_000 },
    ])
  })

  test('takes the place of the old one', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.sqlite'), 'old')
    await written([at('out.sqlite')], rows)
    expect(new Database(at('out.sqlite')).prepare('SELECT count(*) AS pages FROM pages').all()).toEqual([
      { pages: 3 },
    ])
  })

  test('whose folder is gone is an OutputError that names it', async () => {
    const at = await temporaryFolder()
    await using outputs = await outputsOf([at('out.sqlite')])
    rmSync(dirname(at('out.sqlite')), { recursive: true })
    const failure = outputs.finish(endingOf(rows))
    await expect(failure).rejects.toThrow(OutputError)
    await expect(failure).rejects.toThrow(`cannot write ${at('out.sqlite')}`)
  })
})
