import { writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { csvEntries } from '../../src/source/csvEntries.ts'
import { createMakeEntry } from '../../src/source/entry.ts'
import type { InputEntry } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { arriving, entriesOf, outcomes, plainSource } from './entriesOf.ts'

const makeEntry = createMakeEntry(plainSource)

interface Reading {
  readonly urlColumn?: string
  readonly noteSpoilt?: (origin: string) => void
  readonly chunkBytes?: number
}

async function read(
  content: string | Uint8Array,
  { urlColumn, chunkBytes, noteSpoilt = () => {} }: Reading = {},
): Promise<InputEntry[]> {
  const entries: InputEntry[] = []
  const bytes = arriving(content, chunkBytes)
  for await (const group of csvEntries(bytes, 'a.csv', urlColumn ?? null, makeEntry, noteSpoilt)) {
    entries.push(...group)
  }
  return entries
}
const inputs = (entries: readonly InputEntry[]): unknown[] => entries.map(({ input }) => input)

describe('a table', () => {
  test('gives one entry a row, with its other columns as they are written', async () => {
    const entries = await read('id,url,title\n7,https://a.example/,"One, two"\n08,b.example,\n')
    expect(entries).toMatchObject([
      { url: 'https://a.example/', origin: 'a.csv:2', input: { id: '7', title: 'One, two' } },
      { url: 'https://b.example/', origin: 'a.csv:3', input: { id: '08', title: '' } },
    ])
  })

  test('of URLs alone gives entries without input', async () => {
    const entries = await read('url\nhttps://a.example/\n')
    expect(entries[0]).not.toHaveProperty('input')
  })

  test.each([',', ';', '\t'])('may be delimited by %j', async (delimiter) => {
    const text = 'name|url|note\nx|https://a.example/?a=1;2|"y, z; w"\n'.replaceAll('|', delimiter)
    const quoted = text.replace('https://a.example/?a=1;2', '"https://a.example/?a=1;2"')
    const entries = await read(quoted)
    expect(outcomes(entries)).toEqual(['https://a.example/?a=1;2'])
    expect(inputs(entries)).toEqual([{ name: 'x', note: 'y, z; w' }])
  })

  test('is delimited by what its first line has outside of quotes', async () => {
    const entries = await read('"a, b, c";url\n1;https://a.example/\n')
    expect(inputs(entries)).toEqual([{ 'a, b, c': '1' }])
  })

  test.each([
    ['a byte order mark', Buffer.from('\uFEFFurl,x\nhttps://a.example/,é\n')],
    ['UTF-16', Buffer.from('\uFEFFurl,x\nhttps://a.example/,é\n', 'utf16le')],
    ['CRLF', Buffer.from('url,x\r\nhttps://a.example/,é\r\n')],
    ['CR', Buffer.from('url,x\rhttps://a.example/,é\r')],
    ['no last line break', Buffer.from('url,x\nhttps://a.example/,é')],
    ['blank lines', Buffer.from('\n\nurl,x\n\nhttps://a.example/,é\n,\n \n')],
  ])('may have %s, and come in pieces of any size', async (_, content) => {
    for (const chunkBytes of [1, 3, 65_536]) {
      const entries = await read(content, { chunkBytes })
      expect([outcomes(entries), inputs(entries)], `${chunkBytes}`).toEqual([
        ['https://a.example/'],
        [{ x: 'é' }],
      ])
    }
  })

  test('numbers its rows by the lines they begin in', async () => {
    const entries = await read('url,x\r\n\r\na.example,"1\r\n2"\r\nb.example,"3\n\n"\r\nc.example,\r\n')
    expect(entries.map(({ origin }) => origin)).toEqual(['a.csv:3', 'a.csv:5', 'a.csv:8'])
    expect(inputs(entries)[0]).toEqual({ x: '1\r\n2' })
  })

  test('loses no cell of a row that is longer or shorter than its header', async () => {
    const entries = await read('url,x,y\na.example,1,2,3\nb.example,1\n')
    expect(inputs(entries)).toEqual([{ x: '1', y: '2', column4: '3' }, { x: '1' }])
  })

  test('keeps every column, whatever it is called', async () => {
    const [entry] = await read('url,__proto__,constructor,x,x,\na.example,1,2,3,4,5\n')
    expect(JSON.stringify(entry?.input)).toBe(
      '{"__proto__":"1","constructor":"2","x":"3","x_2":"4","column6":"5"}',
    )
    expect({}).not.toHaveProperty('1')
  })

  test('names the line of a row that has no URL, and keeps what it has', async () => {
    const entries = await read('url,x\n,1\nmailto:a@b.example,2\n')
    expect(entries).toMatchObject([
      { invalid: 'no URL in the column "url"', origin: 'a.csv:2', input: { x: '1' } },
      { invalid: 'only http and https can be fetched', origin: 'a.csv:3', input: { x: '2' } },
    ])
  })

  test('may have a cell of a megabyte', async () => {
    const long = 'x'.repeat(1024 * 1024)
    const entries = await read(`url,x\na.example,"${long}"\nhttps://b.example/${long.slice(0, 70_000)},1\n`)
    expect(entries[0]?.input).toEqual({ x: long })
    expect(entries[1]).toMatchObject({ invalid: 'longer than 65536 characters' })
    expect(entries[1]?.written.length).toBeLessThan(300)
  })
})

describe('a table that is broken is named with the line', () => {
  test.each([
    ['url\na.example\n"b.example\nc.example\n', 'a.csv:3: a quote in this row is never closed'],
    ['url,x\na.example,1\nb.example,5" disk\n', 'a.csv:3: a quote in the midst of a cell'],
    ['url,x\na.example,"y"z\n', 'a.csv:2: a cell goes on after its closing quote'],
  ])('%j: %s', async (content, message) => {
    await expect(read(content)).rejects.toThrow(message)
    await expect(read(content)).rejects.toHaveProperty('name', 'InputError')
  })

  test('before a quote that is left open has filled the memory', async () => {
    const content = Buffer.concat([Buffer.from('url\n"'), Buffer.alloc(4.1 * 1024 * 1024, 'a')])
    await expect(read(content)).rejects.toThrow('a.csv:2: a row of more than 4 MB begins here')
  })

  test('after the rows before it', async () => {
    const entries: InputEntry[] = []
    const bytes = arriving('url\na.example\nb.example\n"')
    const reading = (async () => {
      for await (const group of csvEntries(bytes, 'a.csv', null, makeEntry, () => {})) {
        entries.push(...group)
      }
    })()
    await expect(reading).rejects.toThrow('a.csv:4')
    expect(outcomes(entries)).toEqual(['https://a.example/', 'https://b.example/'])
  })
})

describe('a file by the name of a table', () => {
  test.each(['a.csv', 'a.tsv', 'A.CSV.GZ'])('%s is read as one', async (name) => {
    const at = await temporaryFolder()
    const content = 'x\turl\n1\thttps://a.example/\n'
    await writeFile(at(name), name.endsWith('GZ') ? gzipSync(content) : content)
    expect(await entriesOf({ inputs: [at(name)] })).toMatchObject([
      { url: 'https://a.example/', input: { x: '1' }, origin: `${at(name)}:2` },
    ])
  })

  test('whose column is configured', async () => {
    const at = await temporaryFolder()
    await writeFile(at('a.csv'), 'url,other\nhttps://a.example/,https://b.example/\n')
    const entries = await entriesOf({ inputs: [at('a.csv')], source: { urlColumn: 'Other' } })
    expect(outcomes(entries)).toEqual(['https://b.example/'])
    const unknown = entriesOf({ inputs: [at('a.csv')], source: { urlColumn: 'page' } })
    await expect(unknown).rejects.toThrow(`${at('a.csv')}: no column "page" (its columns are url, other)`)
  })

  test('that has a header alone, or nothing, holds no URL', async () => {
    const at = await temporaryFolder()
    await writeFile(at('a.csv'), 'url,x\n')
    await writeFile(at('b.csv'), '')
    await expect(entriesOf({ inputs: [at('a.csv'), at('b.csv')] })).rejects.toThrow('no URL in')
  })
})
