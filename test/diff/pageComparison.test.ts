import { describe, expect, test } from 'vitest'
import { pageComparison } from '../../src/diff/pageComparison.ts'
import type { RunRow } from '../../src/diff/runRow.ts'
import type { DiffChange, PageAnalysis, PageHttp } from '../../src/types.ts'

const url = 'https://a.example/'
const http: PageHttp = {
  statusCode: 200,
  contentType: 'text/html',
  charset: 'utf-8',
  bytes: 100,
  redirects: [],
}

function ok(
  analysis: Partial<PageAnalysis> = {},
  { bodyHash, finalUrl = url, ...more }: Partial<PageHttp> & { bodyHash?: string; finalUrl?: string } = {},
): RunRow {
  const found: PageAnalysis = { title: 'Mill', text: 'The wheel turns.', words: 3, warnings: [], ...analysis }
  return {
    result: { index: 0, url, status: 'ok', finalUrl, http: { ...http, ...more }, analysis: found },
    ...(bodyHash !== undefined && { bodyHash }),
  }
}

const failed = (code: 'timeout' | 'http-status', statusCode?: number): RunRow => ({
  result: {
    index: 0,
    url,
    status: 'failed',
    failure: { stage: 'fetch', code, message: '…', attempts: 1, ...(statusCode && { statusCode }) },
  },
})
const skipped: RunRow = { result: { index: 0, url, status: 'skipped', reason: 'robots' } }

describe('how a page of two runs compares', () => {
  test.each<[string, RunRow | undefined, RunRow | undefined, DiffChange | null]>([
    ['new, where it was not listed', undefined, ok(), 'new'],
    ['recovered, where it failed', failed('timeout'), ok(), 'recovered'],
    ['recovered, where it was left out', skipped, ok(), 'recovered'],
    ['unchanged, where the row is the same', ok(), ok(), 'unchanged'],
    ['gone, where it is answered with 404', ok(), failed('http-status', 404), 'gone'],
    ['gone, where it is answered with 410', ok(), failed('http-status', 410), 'gone'],
    ['failed, where it was ok', ok(), failed('http-status', 500), 'failed'],
    ['failed, where it failed otherwise', failed('timeout'), failed('http-status', 404), 'failed'],
    ['failed, where it was not listed', undefined, failed('http-status', 404), 'failed'],
    ['failed, where it was left out', skipped, failed('timeout'), 'failed'],
    ['nothing, where it failed in the same way', failed('timeout'), failed('timeout'), null],
    ['skipped, where it was ok', ok(), skipped, 'skipped'],
    ['nothing, where it was left out too', skipped, skipped, null],
    ['removed, where it is no longer listed', ok(), undefined, 'removed'],
    ['removed, where it failed before', failed('timeout'), undefined, 'removed'],
    ['changed, where the text is another', ok(), ok({ text: 'The wheel stands.' }), 'changed'],
    ['changed, where the title is another', ok(), ok({ title: 'The mill' }), 'changed'],
    ['unchanged, where white space is', ok(), ok({ text: ' The\r\n wheel\u00a0turns.\n' }), 'unchanged'],
    ['cosmetic, where there are more bytes', ok(), ok({}, { bytes: 101 }), 'cosmetic'],
    [
      'cosmetic, where something else is found',
      ok({ description: null }),
      ok({ description: 'A mill.' }),
      'cosmetic',
    ],
    ['unchanged, where measures are others', ok(), ok({ words: 4 }), 'unchanged'],
    ['unchanged, where it came from elsewhere', ok(), ok({}, { finalUrl: `${url}b` }), 'unchanged'],
    ['cosmetic, where the bytes are known', ok({}, { bodyHash: '1' }), ok({}, { bodyHash: '2' }), 'cosmetic'],
    [
      'unchanged, where the bytes are known',
      ok({}, { bodyHash: '1' }),
      ok({ warnings: ['empty'] }, { bodyHash: '1' }),
      'unchanged',
    ],
    ['by the row, where one alone has bytes', ok({}, { bodyHash: '1' }), ok(), 'unchanged'],
  ])('is %s', (_name, before, after, change) => {
    expect(pageComparison(before, after).change).toBe(change)
  })

  test('leaves out what only one of the runs has asked for, and says so', () => {
    const { change, fields, unmatched } = pageComparison(ok(), ok({ description: 'A mill.' }))
    expect({ change, fields, unmatched }).toEqual({
      change: 'unchanged',
      fields: [],
      unmatched: ['analysis.description'],
    })
  })

  test('tells the fields that differ, without the text and what is measured on it', () => {
    const before = ok({ description: 'A mill.', excerpt: 'The', tables: [] })
    const after = ok(
      {
        description: 'Two mills.',
        excerpt: 'Our',
        text: 'Our wheel turns.',
        tables: [{ caption: null, rows: [] }],
      },
      { statusCode: 203 },
    )
    const { change, fields, texts } = pageComparison(before, after)
    expect(change).toBe('changed')
    expect(fields).toEqual([
      { path: 'http.statusCode', before: 200, after: 203 },
      { path: 'analysis.description', before: 'A mill.', after: 'Two mills.' },
    ])
    expect(texts).toEqual(['The wheel turns.', 'Our wheel turns.'])
  })

  test('compares what stands in the text where the text is not there', () => {
    const bare = (caption: string): RunRow => {
      const { result } = ok({ tables: [{ caption, rows: [] }] })
      if (result.status !== 'ok') throw new Error('not ok')
      const { text, ...analysis } = result.analysis
      return { result: { ...result, analysis } }
    }
    expect(pageComparison(bare('a'), bare('b')).fields).toEqual([
      { path: 'analysis.tables.0.caption', before: 'a', after: 'b' },
    ])
    expect(pageComparison(bare('a'), ok()).unmatched).toEqual(['analysis.tables', 'analysis.text'])
  })

  test('goes by the fingerprint where there is no text', () => {
    const bare = (sha256: string): RunRow => {
      const { result } = ok({ fingerprint: { sha256, simhash: null } })
      if (result.status !== 'ok') throw new Error('not ok')
      const { text, ...analysis } = result.analysis
      return { result: { ...result, analysis } }
    }
    expect(pageComparison(bare('1'), bare('1')).change).toBe('unchanged')
    expect(pageComparison(bare('1'), bare('2'))).toMatchObject({ change: 'changed', fields: [] })
  })
})
