import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { harmlessCellText } from '../../../src/output/csv/cellText.ts'
import { csvLines } from '../../../src/output/csv/csvLines.ts'
import type { JsonObject } from '../../../src/types.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { corpusOf, corpusPage, failedRow, okRow, written } from '../outputs.ts'

async function csvOf(rows: readonly JsonObject[], fields: string[] = []): Promise<string> {
  const at = await temporaryFolder()
  await written([at('out.csv')], rows, { fields })
  return readFileSync(at('out.csv'), 'utf8')
}

describe('a CSV file', () => {
  test('has a line for each row and a column for each field, and ends its lines as RFC 4180 says', async () => {
    const rows = [okRow(0, { title: 'Cats, "big" ones' }), failedRow(1, 'https://a.example/1')]
    const fields = ['index', 'url', 'analysis.title', 'failure.code']
    expect(await csvOf(rows, fields)).toBe(
      'index,url,analysis.title,failure.code\r\n' +
        '0,https://a.example/0,"Cats, ""big"" ones",\r\n' +
        '1,https://a.example/1,,timeout\r\n',
    )
  })

  test('has what all pages together tell of each, where that is chosen', async () => {
    const at = await temporaryFolder()
    const fields = ['index', 'corpus.links.rank', 'corpus.keywords.term', 'corpus.nearest.0.index']
    const corpus = corpusOf({
      pages: () => [[corpusPage(1, { nearest: [{ index: 3, similarity: 0.5 }] })], [corpusPage(3)]],
    })
    const rows = [failedRow(0, 'https://a.example/0'), okRow(1), { ...okRow(2), status: 'skipped' }, okRow(3)]
    await written([at('out.csv')], rows, { fields, ending: { corpus } })
    expect(readFileSync(at('out.csv'), 'utf8').split('\r\n')).toEqual([
      fields.join(','),
      '0,,,',
      '1,0.25,mill,3',
      '2,,,',
      '3,0.25,mill,',
      '',
    ])
  })

  test('has the usual columns where none were chosen', async () => {
    const keywords = [
      { term: 'ship', count: 3 },
      { term: 'sea', count: 2 },
    ]
    const metadata = { authors: ['Ann Lee', 'Bo'], publishedAt: '2026-11-02' }
    const [row] = parse(await csvOf([{ ...okRow(0, { keywords, metadata }), change: 'cosmetic' }]), {
      columns: true,
    })
    expect(row).toMatchObject({
      index: '0',
      url: 'https://a.example/0',
      status: 'ok',
      change: 'cosmetic',
      'http.statusCode': '200',
      'analysis.title': 'Page 0',
      'analysis.words': '28',
      'analysis.metadata.authors': 'Ann Lee; Bo',
      'analysis.metadata.publishedAt': '2026-11-02',
      'analysis.keywords.term': 'ship; sea',
      'failure.code': '',
    })
  })

  test('begins with its header, without a byte order mark, and has it also without a row', async () => {
    expect(await csvOf([], ['url', 'status'])).toBe('url,status\r\n')
  })

  test('has data as JSON, members of lists by their position, and nothing from a prototype', async () => {
    const row = { ...okRow(0, { headings: [{ level: 1, text: 'Top' }] }), input: { 'my.id': 'x7' } }
    const fields = [
      'analysis.headings',
      'analysis.headings.0.text',
      'input.my.id',
      'analysis.constructor',
      'url.length',
    ]
    const [, line] = parse(await csvOf([row], fields))
    expect(line).toEqual(['[{"level":1,"text":"Top"}]', 'Top', 'x7', '', ''])
  })

  test('names a column once, however often it was asked for', async () => {
    expect(await csvOf([okRow(0)], ['index', 'index'])).toBe('index\r\n0\r\n')
  })

  test('keeps a row whose only cell is empty', async () => {
    expect(parse(await csvOf([okRow(0)], ['reason']))).toEqual([['reason'], ['']])
  })
})

describe('a cell', () => {
  test.each([
    ['=HYPERLINK("https://x.example")', '\'=HYPERLINK("https://x.example")'],
    ['+cmd|x', "'+cmd|x"],
    ['-1+cmd', "'-1+cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\rtext', "'\rtext"],
    ['  =1+1', "'  =1+1"],
    ['\u200b=1', "'\u200b=1"],
    ['＝1+1', "'＝1+1"],
    ['a=1', 'a=1'],
    ['-5', '-5'],
    ['+49 30 1234', "'+49 30 1234"],
  ])('%j is written as %j', (text, cell) => {
    expect(harmlessCellText(text)).toBe(cell)
  })

  test('that is a number stays one', () => {
    expect([-5, 1.5e-7, true, null, undefined].map(harmlessCellText)).toEqual([
      '-5',
      '1.5e-7',
      'true',
      '',
      '',
    ])
  })

  test('of a list that begins with a formula is harmless, too', () => {
    expect(harmlessCellText(['=1', 'b', null])).toBe("'=1; b")
  })

  test('of any text comes back as it was written, and is never a formula', () => {
    const cell = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'=+-@\t\r\n "\',;1'),
        fc.constantFrom('a', 'é', '漢', '😀', '\u2028', '＝'),
      ),
    })
    const cells = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(cells, (rows) => {
        const harmless = rows.map((row) => row.map(harmlessCellText))
        expect(parse(csvLines([['a', 'b'], ...harmless])).slice(1)).toEqual(harmless)
        expect(harmless.flat().filter((text) => /^\s*[=@]|^[\t\r\n]/.test(text))).toEqual([])
        const changed = harmless.flat().map((text, place) => text.replace(rows.flat()[place] ?? '', () => ''))
        expect(changed.filter((text) => text !== '' && text !== "'")).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})

test('a text with half a surrogate pair, or any line break, is one cell', async () => {
  const title = 'a\ud800b\r\nc\u2028d\ne'
  const rows = parse(await csvOf([okRow(0, { title }), okRow(1)], ['analysis.title', 'index']))
  expect(rows.slice(1)).toEqual([
    [title.toWellFormed(), '0'],
    ['Page 1', '1'],
  ])
})

test('a line break alone ends no row either, for those who take it for one', async () => {
  expect(await csvOf([okRow(0, { title: 'a\nb' })], ['analysis.title', 'status'])).toBe(
    'analysis.title,status\r\n"a\nb",ok\r\n',
  )
})
