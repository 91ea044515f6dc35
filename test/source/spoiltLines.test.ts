import { writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { InputEntry } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { entriesOf } from './entriesOf.ts'

const SPOILT = 'holds bytes that are not UTF-8'

/** The entries of a file, and what is warned of, by names without folder. */
async function read(name: string, content: string | Uint8Array) {
  const at = await temporaryFolder()
  await writeFile(at(name), content)
  const ownName = (text: string): string => text.replaceAll(at(name), name)
  const warned: string[] = []
  const warn = (message: string): void => void warned.push(ownName(message))
  const entries: InputEntry[] = await entriesOf({ inputs: [at(name)], warn })
  return { entries: entries.map((entry) => ({ ...entry, origin: ownName(entry.origin) })), warned }
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')

describe('a URL in a list of another encoding is no page, and its line is named', () => {
  test('in a text, where only the line it stands in is lost', async () => {
    const { entries, warned } = await read('l.txt', latin1('a.example/é\nb.example # é\n# é\nc.example\n'))
    expect(entries).toMatchObject([
      { written: 'a.example/\uFFFD', invalid: SPOILT, origin: 'l.txt:1' },
      { url: 'https://b.example/', origin: 'l.txt:2' },
      { url: 'https://c.example/', origin: 'l.txt:4' },
    ])
    expect(warned).toEqual([])
  })

  test('in a table', async () => {
    const { entries, warned } = await read('l.csv', latin1('url,x\na.example/é,1\nb.example,2\n'))
    expect(entries).toMatchObject([
      { invalid: SPOILT, origin: 'l.csv:2', input: { x: '1' } },
      { url: 'https://b.example/', input: { x: '2' } },
    ])
    expect(warned).toEqual([])
  })

  test('in lines of JSON, be it in the URL or where it keeps them from being read', async () => {
    const { entries } = await read(
      'l.jsonl',
      latin1('{"url":"a.example/é"}\né{"url":"a.example"}\n{"url":"b.example"}\n'),
    )
    expect(entries).toMatchObject([
      { invalid: SPOILT, origin: 'l.jsonl:1' },
      { invalid: SPOILT, origin: 'l.jsonl:2' },
      { url: 'https://b.example/' },
    ])
  })

  test('in a sitemap, a feed and an index, and no address is made of it', async () => {
    const sitemap = latin1(
      '<urlset><url><loc>https://a.example/é</loc></url><url><loc>https://b.example/</loc></url></urlset>',
    )
    const feed = latin1('<feed xml:base="https://a.example/"><entry><link href="é"/></entry></feed>')
    const index = latin1('<sitemapindex><sitemap><loc>https://a.example/é.xml</loc></sitemap></sitemapindex>')
    const { entries } = await read('l.xml', sitemap)
    expect(entries).toMatchObject([{ invalid: SPOILT }, { url: 'https://b.example/' }])
    expect((await read('l.atom', feed)).entries).toMatchObject([{ invalid: SPOILT }])
    expect((await read('i.xml', index)).entries).toMatchObject([
      { written: 'https://a.example/\uFFFD.xml', invalid: expect.stringContaining(SPOILT) },
    ])
  })
})

describe('half of a character in a list in UTF-16', () => {
  const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le')
  const HALF = 'holds half of a surrogate pair, which is no character'

  test('keeps a URL from being asked for, and its line is named', async () => {
    const { entries } = await read('l.txt', utf16('a.example\nb.example/\uD800x\nc.example/🏿\n'))
    expect(entries).toMatchObject([
      { url: 'https://a.example/' },
      { written: 'b.example/\uFFFDx', invalid: HALF, origin: 'l.txt:2' },
      { url: 'https://c.example/%F0%9F%8F%BF' },
    ])
  })

  test('does so in a table and in lines of JSON too', async () => {
    const table = await read('l.csv', utf16('url,x\na.example/\uDC00,1\nb.example,\uD83C 🏿\n'))
    expect(table.entries).toMatchObject([
      { invalid: HALF, origin: 'l.csv:2' },
      { url: 'https://b.example/', input: { x: '\uFFFD 🏿' } },
    ])
    const lines = await read('l.jsonl', utf16('{"url":"a.example/\uD800"}\n{"url":"b.example"}\n'))
    expect(lines.entries).toMatchObject([
      { invalid: HALF, origin: 'l.jsonl:1' },
      { url: 'https://b.example/' },
    ])
  })
})

describe('what else a line says in another encoding', () => {
  test('is kept as far as it can be read, and the first such line of the table is told', async () => {
    const { entries, warned } = await read('l.csv', latin1('url,größe\na.example,é\nb.example,é\n'))
    expect(entries).toMatchObject([
      { url: 'https://a.example/', input: { 'gr\uFFFD\uFFFDe': '\uFFFD' } },
      { url: 'https://b.example/' },
    ])
    expect(warned).toEqual([expect.stringMatching(/^l\.csv:1: holds bytes that are not UTF-8: /)])
  })

  test('is kept in lines of JSON too', async () => {
    const { entries, warned } = await read(
      'l.jsonl',
      latin1('{"url":"a.example","x":1}\n{"url":"b.example","x":["é"]}\n{"url":"c.example","x":"é"}\n'),
    )
    expect(entries).toMatchObject([{}, { url: 'https://b.example/', input: { x: ['\uFFFD'] } }, {}])
    expect(warned).toEqual([expect.stringMatching(/^l\.jsonl:2: /)])
  })

  test('leaves the characters of other lines as they are', async () => {
    const text = Buffer.concat([latin1('url,x\na.example,é\n'), Buffer.from('b.example,🏿\n')])
    const { entries } = await read('l.csv', text)
    expect(entries).toMatchObject([{ input: { x: '\uFFFD' } }, { input: { x: '🏿' } }])
  })

  test('in no row, list or output is half of a character', async () => {
    const table = await read('l.csv', latin1('url,x,é\na.example/é,é,é\nb.example,é,é\n'))
    const lines = await read('l.jsonl', latin1('{"url":"é","é":"é"}\n{"url":"b.example","é":"é"}\n'))
    for (const { entries } of [table, lines]) {
      expect(entries).toHaveLength(2)
      expect(JSON.stringify(entries)).not.toContain('\\u')
    }
  })
})

describe('a sound list', () => {
  test('may hold U+FFFD, which somebody wrote there', async () => {
    const { entries, warned } = await read('l.csv', 'url,x\na.example/\uFFFD,\uFFFD\n')
    expect(entries).toMatchObject([{ url: 'https://a.example/%EF%BF%BD', input: { x: '\uFFFD' } }])
    expect(warned).toEqual([])
  })

  test('of JSON may not name half of a character as an address', async () => {
    const { entries } = await read('l.jsonl', '{"url":"a.example/\\ud800"}\n')
    expect(entries).toMatchObject([
      { written: 'a.example/\uFFFD', invalid: 'holds half of a surrogate pair, which is no character' },
    ])
  })
})
