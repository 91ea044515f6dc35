import { writeFile } from 'node:fs/promises'
import { PassThrough, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { arriving, entriesOf, outcomes } from './entriesOf.ts'

const TABLE = 'id,page\n7,https://a.example/\n'
const ROW = { url: 'https://a.example/', input: { id: '7' } }
const LIST = 'https://a.example/\nhttps://b.example/\n'
const source = { urlColumn: 'page' }

const piped = (content: string | Uint8Array, chunkBytes?: number) =>
  Readable.from(arriving(content, chunkBytes))

describe('where a column is named', () => {
  test.each([1, 65_536])('standard input is a table, in pieces of %d bytes', async (chunkBytes) => {
    const stdin = piped(TABLE, chunkBytes)
    expect(await entriesOf({ stdin, source })).toMatchObject([{ ...ROW, origin: 'standard input:2' }])
    const packed = piped(gzipSync(TABLE), chunkBytes)
    expect(await entriesOf({ stdin: packed, source })).toMatchObject([ROW])
  })

  test('standard input without that column is refused', async () => {
    await expect(entriesOf({ stdin: piped(LIST), source })).rejects.toThrow(
      'standard input: no column "page" (its columns are column1)',
    )
  })

  test.each([
    ['{"url":"https://a.example/"}\n', 'JSON'],
    ['<urlset><url><loc>https://a.example/</loc></url></urlset>', 'XML or HTML'],
  ])('standard input that begins as %s is refused, for it has none', async (content, kind) => {
    const entries = entriesOf({ stdin: piped(content), source })
    await expect(entries).rejects.toThrow(InputError)
    await expect(entries).rejects.toThrow(`standard input: begins as ${kind}, which has no column "page"`)
  })

  test.each(['export', 'export.dat', 'a.txt', 'a.TXT.gz'])('%s is a table', async (name) => {
    const at = await temporaryFolder()
    await writeFile(at(name), name.endsWith('gz') ? gzipSync(TABLE) : TABLE)
    expect(await entriesOf({ inputs: [at(name)], source })).toMatchObject([ROW])
  })

  test.each([
    ['one URL a line', LIST],
    ['a table with other columns', 'id,link\n7,https://a.example/'],
    ['a broken quote', '"page\nhttps://a.example/'],
    ['one line', 'https://a.example/'],
  ])('a .txt of %s has one URL a line, and that is told', async (_what, content) => {
    const at = await temporaryFolder()
    await writeFile(at('a.txt'), content)
    const told: string[] = []
    const entries = await entriesOf({ inputs: [at('a.txt')], source, warn: (text) => told.push(text) })
    expect(entries).toHaveLength(content.trim().split('\n').length)
    expect(told).toEqual([
      `${at('a.txt')}: its first line has no column "page", so it is read as one URL a line`,
    ])
  })

  test('what begins as something without columns is refused, and closed', async () => {
    const stdin = new PassThrough()
    stdin.write('{"url":"https://a.example/"}\n')
    await expect(entriesOf({ stdin, source })).rejects.toThrow(
      'standard input: begins as JSON, which has no column "page"',
    )
    expect(stdin.destroyed).toBe(true)
  })

  test('what is called lines of JSON or XML is read as such, beside a table', async () => {
    const at = await temporaryFolder()
    await writeFile(at('a.csv'), TABLE)
    await writeFile(at('b.jsonl'), '{"url":"https://b.example/"}\n')
    await writeFile(at('c.xml'), '<urlset><url><loc>https://c.example/</loc></url></urlset>')
    const entries = await entriesOf({ inputs: [at('a.csv'), at('b.jsonl'), at('c.xml')], source })
    expect(outcomes(entries)).toEqual(['https://a.example/', 'https://b.example/', 'https://c.example/'])
  })
})
