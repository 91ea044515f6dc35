import { describe, expect, test } from 'vitest'
import { createPageList } from '../../src/runPages/pageList.ts'
import type { PageResult } from '../../src/types.ts'

const http = { statusCode: 200, contentType: 'text/html', charset: 'utf-8', bytes: 1, redirects: [] }

const ok = (index: number, url: string): PageResult => ({
  index,
  url,
  status: 'ok',
  finalUrl: url,
  http,
  analysis: { warnings: [] },
})
const skipped = (
  index: number,
  url: string,
  reason: 'duplicate' | 'excluded' | 'interrupted' | 'robots',
  of?: number,
): PageResult => ({
  index,
  url,
  status: 'skipped',
  reason,
  ...(of !== undefined && { of }),
})
const invalid = (index: number): PageResult => ({
  index,
  url: 'no url',
  status: 'failed',
  failure: { stage: 'source', code: 'invalid-url', message: '…', attempts: 0 },
})

const keyOf = (url: string) => url.toLowerCase()

function pagesOf(...rows: readonly PageResult[]) {
  const list = createPageList<number>(keyOf)
  for (const [place, row] of rows.entries()) list.add(row, place)
  return list.pages()
}

describe('the pages among rows', () => {
  test('stand in the order of the list, in whatever order their rows come', () => {
    expect(pagesOf(ok(2, 'C'), ok(0, 'A'), ok(1, 'B'))).toEqual([
      { key: 'a', hasResult: true, place: 1 },
      { key: 'b', hasResult: true, place: 2 },
      { key: 'c', hasResult: true, place: 0 },
    ])
  })

  test('are not what is invalid or left out by a pattern', () => {
    expect(pagesOf(invalid(0), skipped(1, 'a', 'excluded'))).toEqual([])
  })

  test('may be without a result yet', () => {
    expect(pagesOf(skipped(0, 'a', 'interrupted'), skipped(1, 'b', 'robots'))).toEqual([
      { key: 'a', hasResult: false, place: 0 },
      { key: 'b', hasResult: true, place: 1 },
    ])
  })

  test('are known by their duplicates too, which may come before them', () => {
    const rows = [
      skipped(1, 'a?utm=2', 'duplicate', 0),
      skipped(2, 'A', 'duplicate', 0),
      skipped(3, 'a?utm=2', 'duplicate', 0),
      ok(0, 'a'),
    ]
    expect(pagesOf(...rows)).toEqual([{ key: 'a', otherKeys: ['a?utm=2'], hasResult: true, place: 3 }])
  })

  test('stand there once, and without a number in the order of the file', () => {
    const { index, ...unnumbered } = ok(0, 'b')
    expect(pagesOf(ok(0, 'a'), unnumbered as PageResult, ok(7, 'A')).map(({ key }) => key)).toEqual([
      'a',
      'b',
    ])
  })
})
