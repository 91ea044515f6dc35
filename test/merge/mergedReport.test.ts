import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asString } from '../../src/config/utf8.ts'
import { mergedReport } from '../../src/merge/mergedReport.ts'
import { rowJson, rowLine } from '../../src/merge/rowJson.ts'
import { createSummaryCounter } from '../../src/merge/summary.ts'
import type { RowFacts, StoredRow } from '../../src/types.ts'

const okFacts: RowFacts = {
  kind: 'result',
  host: 'a.example',
  status: 'ok',
  change: 'new',
  statusCode: 200,
  failureCode: null,
  bytes: 100,
  words: 7,
  language: 'en',
}
const notFound: RowFacts = {
  ...okFacts,
  status: 'failed',
  change: 'gone',
  statusCode: 404,
  failureCode: 'http-status',
  bytes: 0,
  words: 0,
  language: null,
}

function summaryOf(rows: readonly RowFacts[]) {
  const counter = createSummaryCounter()
  for (const row of rows) counter.add(row)
  return counter.summary(3)
}

describe('the summary', () => {
  test('counts every row once', () => {
    const rows: RowFacts[] = [
      okFacts,
      notFound,
      { kind: 'invalid' },
      { kind: 'duplicate' },
      { kind: 'unfinished' },
    ]
    expect(summaryOf(rows)).toEqual({
      pages: 5,
      ok: 1,
      failed: 2,
      skipped: 2,
      bytes: 100,
      words: 7,
      byStatusCode: { 200: 1, 404: 1 },
      byFailure: { 'http-status': 1, 'invalid-url': 1 },
      byHost: { 'a.example': 2 },
      byLanguage: { en: 1 },
      changes: { new: 1, unchanged: 0, cosmetic: 0, changed: 0, gone: 1, removed: 3 },
    })
  })

  test('is the same, to the byte, in whatever order the rows come', () => {
    const facts = fc.constantFrom<RowFacts>(
      okFacts,
      notFound,
      { ...okFacts, host: '__proto__' },
      { kind: 'invalid' },
    )
    fc.assert(
      fc.property(fc.array(facts), (rows) => {
        expect(JSON.stringify(summaryOf(rows))).toBe(JSON.stringify(summaryOf(rows.toReversed())))
      }),
    )
  })
})

describe('a row as JSON', () => {
  const row = { index: 3, url: 'https://a.example/"x"' }

  test.each<[StoredRow, object]>([
    [
      { ...row, kind: 'result', json: '{"status":"ok","n":1.50}', change: null },
      { status: 'ok', n: 1.5 },
    ],
    [
      { ...row, kind: 'result', json: '{"status":"ok","n":1.50}', change: 'new' },
      { status: 'ok', change: 'new', n: 1.5 },
    ],
    [
      { ...row, kind: 'duplicate', of: 1 },
      { status: 'skipped', reason: 'duplicate', of: 1 },
    ],
    [
      { ...row, kind: 'unfinished' },
      { status: 'skipped', reason: 'interrupted' },
    ],
    [
      { ...row, kind: 'excluded', input: '{"id":"7"}' },
      { input: { id: '7' }, status: 'skipped', reason: 'excluded' },
    ],
    [
      { ...row, kind: 'invalid', message: 'urls.txt:3: not a valid URL' },
      {
        status: 'failed',
        failure: {
          stage: 'source',
          code: 'invalid-url',
          message: 'urls.txt:3: not a valid URL',
          attempts: 0,
        },
      },
    ],
  ])('$kind', (stored, expected) => {
    expect(JSON.parse(asString(rowJson(stored)))).toEqual({ ...row, ...expected })
  })

  test.each(['new', null] as const)(
    'is the same where its own part comes as UTF-8, its change %s',
    (change) => {
      const json = '{"status":"ok","title":"Über, alles"}'
      const asBytes = rowJson({ ...row, kind: 'result', json: new TextEncoder().encode(json), change })
      expect(asBytes).toBeInstanceOf(Uint8Array)
      expect(asString(asBytes)).toBe(rowJson({ ...row, kind: 'result', json, change }))
      const line = rowLine({ ...row, kind: 'result', json: new TextEncoder().encode(json), change })
      expect(asString(line)).toBe(`${asString(asBytes)}\n`)
    },
  )

  test('keeps the page’s own part as it was serialised', () => {
    expect(rowJson({ ...row, kind: 'result', json: '{"status":"ok","n":1.50}', change: null })).toMatch(
      /,"n":1\.50}$/,
    )
  })
})

describe('the merged report', () => {
  const rows: StoredRow[] = [
    { index: 0, url: 'a', kind: 'unfinished' },
    { index: 1, url: 'b', kind: 'duplicate', of: 0 },
  ]
  const source = {
    facts: () => [[{ kind: 'unfinished' } as const], [{ kind: 'duplicate' } as const]],
    rows: () => rows.map((row) => [row]),
    corpus: { rows: () => [], text: () => null },
  }
  const options = {
    wantsCorpus: true,
    graphFormat: null,
    urlHash: () => 0,
    removedPages: 0,
    wordsOf: () => [],
    termsOf: () => [],
    paragraphsOf: () => [],
  }

  test('has the summary first and the rows as they are asked for, in input order', async () => {
    const report = await mergedReport(source, options)
    expect(report.summary).toMatchObject({ pages: 2, skipped: 2 })
    expect([...report.pages()].flat().map((json) => JSON.parse(asString(json)).index)).toEqual([0, 1])
    expect([...report.unfinishedLines()].flat().map((json) => JSON.parse(asString(json)).index)).toEqual([0])
  })

  test('of no page has an empty corpus, and none where it is not wanted', async () => {
    const { corpus, graphPieces } = await mergedReport(source, { ...options, graphFormat: 'csv' })
    expect(corpus).toMatchObject({
      terms: [],
      nearDuplicates: [],
      links: { edges: 0, orphans: [], broken: [] },
    })
    expect([...(corpus?.pages() ?? [])].flat()).toEqual([])
    expect([...(graphPieces ?? [])].join('')).toBe('Source,Target\r\n')
    const without = await mergedReport(source, { ...options, wantsCorpus: false })
    expect([without.corpus, without.graphPieces]).toEqual([null, null])
  })
})
