import { readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { OutputError } from '../../../src/errors.ts'
import { createParquetDocument } from '../../../src/output/parquet/parquetDocument.ts'
import { createReplacedFile } from '../../../src/output/replacedFile.ts'
import { createRow } from '../../../src/output/row.ts'
import type { Corpus, JsonObject } from '../../../src/types.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { corpusOf, corpusPage, endingOf, failedRow, okRow, outputsOf, written } from '../outputs.ts'

async function parquetOf(rows: readonly JsonObject[], fields: string[] = [], corpus: Corpus | null = null) {
  const at = await temporaryFolder()
  await written([at('out.parquet')], rows, { fields, ending: { corpus } })
  const bytes = readFileSync(at('out.parquet'))
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  return { metadata: parquetMetadata(file), rows: await parquetReadObjects({ file }) }
}

describe('a Parquet file', () => {
  test('has a typed column for each usual field', async () => {
    const metadata = {
      authors: ['Ann', 'Bo'],
      publishedAt: '2026-11-02T10:00:00+01:00',
      modifiedAt: '2026-11-03',
    }
    const keywords = [{ term: 'ship', count: 3 }]
    const page = okRow(0, { text: 'All of it.', metadata, keywords, sentiment: { score: 0.5 } })
    const { rows } = await parquetOf([page, failedRow(1, 'https://a.example/1')])
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      index: 0,
      url: 'https://a.example/0',
      'http.statusCode': 200,
      'http.bytes': 1256n,
      'analysis.title': 'Page 0',
      'analysis.text': 'All of it.',
      'analysis.sentiment.score': 0.5,
      'analysis.metadata.authors': ['Ann', 'Bo'],
      'analysis.metadata.publishedAt': new Date('2026-11-02T09:00:00Z'),
      'analysis.metadata.modifiedAt': new Date('2026-11-03T00:00:00Z'),
      'analysis.keywords.term': ['ship'],
      'analysis.warnings': [],
      'failure.code': null,
    })
    expect(rows[1]).toMatchObject({
      index: 1,
      'failure.attempts': 4,
      'analysis.words': null,
      'analysis.title': null,
    })
  })

  test('has what all pages together tell of each', async () => {
    const nearest = [
      { index: 2, similarity: 0.5 },
      { index: 7, similarity: 0.25 },
    ]
    const corpus = corpusOf({
      nearDuplicates: [{ canonical: 0, pages: [0, 2], similarity: 0.9 }],
      pages: () => [[corpusPage(0, { nearest }), corpusPage(2)]],
    })
    const { rows } = await parquetOf([okRow(0), failedRow(1, 'https://a.example/1'), okRow(2)], [], corpus)
    expect(rows).toMatchObject([
      {
        'corpus.keywords.term': ['mill'],
        'corpus.nearest.index': [2, 7],
        'corpus.nearest.similarity': [0.5, 0.25],
        'corpus.nearDuplicateOf': null,
        'corpus.links.in': 1,
        'corpus.links.out': 2,
        'corpus.links.rank': 0.25,
      },
      // A list that is null comes back from this reader as nothing.
      { 'corpus.keywords.term': undefined, 'corpus.nearest.index': undefined, 'corpus.links.rank': null },
      { 'corpus.nearest.index': [], 'corpus.nearDuplicateOf': 0 },
    ])
  })

  test('has the chosen columns: what is not known as a text', async () => {
    const page = { ...okRow(0), input: { price: -5, tags: ['a', 'b'], name: '=1' } }
    const fields = ['index', 'input.price', 'input.tags', 'input.name', 'input.none']
    const { rows } = await parquetOf([page], fields)
    expect(rows).toEqual([
      { index: 0, 'input.price': '-5', 'input.tags': 'a; b', 'input.name': '=1', 'input.none': null },
    ])
  })

  test('has null for a value of another type, and UTC for a time without a zone', async () => {
    const metadata = { publishedAt: '2026-11-02T10:00', modifiedAt: 'yesterday' }
    const { rows } = await parquetOf(
      [okRow(0, { words: 'many', metadata })],
      ['analysis.words', 'analysis.metadata.publishedAt', 'analysis.metadata.modifiedAt'],
    )
    expect(rows).toEqual([
      {
        'analysis.words': null,
        'analysis.metadata.publishedAt': new Date('2026-11-02T10:00:00Z'),
        'analysis.metadata.modifiedAt': null,
      },
    ])
  })

  test('comes in row groups of bounded size', async () => {
    const text = 'x'.repeat(1_000_000)
    const all = Array.from({ length: 6 }, (_, index) => okRow(index, { text: `${text}${index}` }))
    const { metadata, rows } = await parquetOf(all, ['index', 'analysis.text'])
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([5, 1])
    expect(rows.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5])
    expect(rows[5]?.['analysis.text']).toBe(`${text}5`)
  })

  test('has its schema also without a row', async () => {
    const { metadata, rows } = await parquetOf([], ['url', 'analysis.words'])
    expect(rows).toEqual([])
    const columns = parquetSchema(metadata).children.map(({ element }) => [element.name, element.type])
    expect(columns).toEqual([
      ['url', 'BYTE_ARRAY'],
      ['analysis.words', 'INT32'],
    ])
  })

  test('on a full disk is an OutputError that names it', async () => {
    await using file = await createReplacedFile('/dev/full', '.textmill-tmp')
    const document = createParquetDocument(file, [])
    document.add(createRow(JSON.stringify(okRow(0))))
    await expect(document.flushed()).rejects.toThrow('cannot write /dev/full: ENOSPC')
  })

  test('whose folder is gone is an OutputError that names it', async () => {
    const at = await temporaryFolder()
    await using outputs = await outputsOf([at('out.parquet')])
    rmSync(dirname(at('out.parquet')), { recursive: true })
    const failure = outputs.finish(endingOf([okRow(0)]))
    await expect(failure).rejects.toThrow(OutputError)
    await expect(failure).rejects.toThrow(`cannot write ${at('out.parquet')}`)
  })
})
