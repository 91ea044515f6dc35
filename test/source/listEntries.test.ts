import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { InputEntry } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { arriving, entriesOf, type Given, groupsOf, outcomes } from './entriesOf.ts'

const root = 'https://a.example/sitemap.xml'

const sitemap = (...urls: string[]): string =>
  `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join('\n')}</urlset>`
const index = (...urls: string[]): string =>
  `<sitemapindex>${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join('\n')}</sitemapindex>`
const rss = (...urls: string[]): string =>
  `<rss><channel>${urls.map((url) => `<item><link>${url}</link></item>`).join('\n')}</channel></rss>`

const read = (web: NonNullable<Given['web']>, sitemaps: readonly string[] = [root]): Promise<InputEntry[]> =>
  entriesOf({ inputs: [], source: { sitemaps }, web })

describe('sitemaps and feeds on the web', () => {
  test('come after the other inputs, sitemaps first', async () => {
    const entries = await entriesOf({
      inputs: ['https://a.example/1'],
      source: { sitemaps: [root], feeds: ['https://a.example/feed'] },
      web: { [root]: sitemap('https://a.example/2', 'x'), 'https://a.example/feed': rss('/3') },
    })
    expect(entries.map(({ written, origin }) => [written, origin])).toEqual([
      ['https://a.example/1', 'argument 1'],
      ['https://a.example/2', `${root}, entry 1`],
      ['x', `${root}, entry 2`],
      ['https://a.example/3', 'https://a.example/feed, entry 1'],
    ])
  })

  test('name addresses that the user did not list', async () => {
    const web = { [root]: sitemap('http://127.0.0.1/'), 'https://a.example/t': 'http://10.0.0.1/\n' }
    const entries = await entriesOf({
      inputs: ['http://localhost/'],
      source: { sitemaps: [root, 'https://a.example/t'] },
      web,
    })
    expect(entries[0]).not.toHaveProperty('isListed')
    expect(entries.slice(1)).toMatchObject([{ isListed: false }, { isListed: false }])
  })

  test('may be text with one URL a line, or packed', async () => {
    const web = { [root]: gzipSync('https://a.example/1\n# not this\nhttps://a.example/2\n') }
    const entries = await read(web)
    expect(outcomes(entries)).toEqual(['https://a.example/1', 'https://a.example/2'])
    expect(entries[1]?.origin).toBe(`${root}:3`)
  })

  test('may be in an encoding that they declare', async () => {
    const xml =
      '<?xml version="1.0" encoding="windows-1252"?>\n<rss><item><title>\x80é</title><link>/1</link></item></rss>'
    const [entry] = await read({ [root]: Buffer.from(xml, 'latin1') })
    expect(entry?.input).toEqual({ title: '€é' })
  })

  test.each([
    ['<!doctype html><p>', 'is an HTML page, not a sitemap or a feed'],
    ['{"items":[]}', 'is JSON, not a sitemap or a feed'],
    [sitemap('https://a.example/').slice(0, -3), 'is cut off: its </urlset> is missing'],
    [gzipSync(sitemap('https://a.example/')).subarray(0, 40), 'its gzip is broken (unexpected end of file)'],
    [sitemap(), 'no URL in https://a.example/sitemap.xml'],
    ['', `cannot read ${root}: it is empty`],
  ])('end the run when they are no list: %s', async (content, message) => {
    await expect(read({ [root]: content })).rejects.toThrow(message)
    await expect(read({ [root]: content })).rejects.toThrow(root)
    await expect(read({ [root]: content })).rejects.toHaveProperty('name', 'InputError')
  })

  test('end the run when they cannot be read', async () => {
    await expect(read({})).rejects.toThrow(`cannot read ${root}: it answers with the status 404`)
  })

  test('that are feeds are no text', async () => {
    const given = { inputs: [], source: { feeds: [root] }, web: { [root]: 'Not found' } }
    await expect(entriesOf(given)).rejects.toThrow(`${root}: is text, not a sitemap or a feed`)
  })

  test('are let go when nobody reads on', async () => {
    const closed: string[] = []
    const open = (content: string) => async (url: string) => {
      const bytes = arriving(content, 500)
      return {
        [Symbol.asyncIterator]: () => ({
          next: () => bytes.next(),
          return: async () => {
            closed.push(url)
            return { done: true as const, value: undefined }
          },
        }),
      }
    }
    const long = sitemap(...Array.from({ length: 500 }, (_, i) => `https://a.example/${i}`))
    await entriesOf({ inputs: [], source: { sitemaps: [root], limit: 3 }, web: { [root]: open(long) } })
    await expect(read({ [root]: open(`{${' '.repeat(900)}`) })).rejects.toThrow('JSON')
    await expect(read({ [root]: open(`<p>${' '.repeat(900)}`) })).rejects.toThrow('<p>')
    expect(closed).toEqual([root, root, root])
  })
})

describe('a sitemap index', () => {
  const UNREAD = 'a sitemap that could not be read whole:'
  const part = (name: string | number): string => `https://a.example/${name}.xml`

  test('has its sitemaps read in order, nested ones and feeds too', async () => {
    const entries = await read({
      [root]: index(part(1), part(2), part(3)),
      [part(1)]: sitemap('https://a.example/1'),
      [part(2)]: index(part(4)),
      [part(3)]: gzipSync('https://a.example/3'),
      [part(4)]: rss('https://a.example/2'),
    })
    expect(outcomes(entries)).toEqual(['https://a.example/1', 'https://a.example/2', 'https://a.example/3'])
  })

  test('that names itself, or a sitemap twice, is read once', async () => {
    const entries = await read({
      [root]: index(root, part(1), part(1), part(2), `${part(1)}#x`),
      [part(1)]: sitemap('https://a.example/1'),
      [part(2)]: index(part(1), root, part(2)),
    })
    expect(outcomes(entries)).toEqual(['https://a.example/1'])
  })

  test('loses no sitemap in silence, and goes on after one that cannot be read', async () => {
    const entries = await read({
      [root]: index('x', part('missing'), part('page'), part('cut'), part(1)),
      [part('page')]: '<html></html>',
      [part('cut')]: '<urlset><url><loc>https://a.example/0</loc></url>',
      [part(1)]: sitemap('https://a.example/1'),
    })
    expect(outcomes(entries)).toEqual([
      `${UNREAD} x: no scheme, and no dot in the host: write http:// or https:// before it`,
      `${UNREAD} cannot read ${part('missing')}: it answers with the status 404`,
      `${UNREAD} ${part('page')}: is an HTML page, not a sitemap or a feed`,
      'https://a.example/0',
      `${UNREAD} ${part('cut')}: is cut off: its </urlset> is missing`,
      'https://a.example/1',
    ])
    expect(entries[1]).toMatchObject({ written: part('missing'), origin: `${root}, entry 2` })
  })

  test.each([
    ['no bytes', ''],
    ['white space', '\uFEFF \r\n'],
    ['more white space than tells the kind', ' \n'.repeat(5000)],
    ['nothing packed', gzipSync('')],
  ])('tells of a sitemap that is empty: %s', async (_, content) => {
    const entries = await read({
      [root]: index(part('empty'), part(1)),
      [part('empty')]: content,
      [part(1)]: sitemap('https://a.example/1'),
    })
    expect(outcomes(entries)).toEqual([
      `${UNREAD} cannot read ${part('empty')}: it is empty`,
      'https://a.example/1',
    ])
  })

  test('may name sitemaps without pages, and text after much white space', async () => {
    const entries = await read({
      [root]: index(part('none'), part('late')),
      [part('none')]: '<urlset/>',
      [part('late')]: `${'\n'.repeat(5000)}https://a.example/1`,
    })
    expect(outcomes(entries)).toEqual(['https://a.example/1'])
  })

  test('is followed three deep', async () => {
    const web = Object.fromEntries(
      [1, 2, 3, 4].map((depth) => [part(depth), index(part(depth + 1), `${part(depth)}/x`)]),
    )
    const pages = Object.fromEntries(
      [1, 2, 3, 4].map((depth) => [`${part(depth)}/x`, sitemap(`https://a.example/${depth}`)]),
    )
    const entries = await read({ ...web, ...pages }, [part(1)])
    expect(outcomes(entries)).toEqual([
      `${UNREAD} ${part(5)}: sitemap indexes are followed 3 deep`,
      `${UNREAD} ${part(4)}/x: sitemap indexes are followed 3 deep`,
      'https://a.example/3',
      'https://a.example/2',
      'https://a.example/1',
    ])
  })

  test('is no reason to go on when the run is being stopped', async () => {
    const stop = new AbortController()
    const groups = await groupsOf({
      inputs: ['https://a.example/'],
      signal: stop.signal,
      source: { sitemaps: [root] },
      web: {
        [root]: index(part(1)),
        [part(1)]: async () => {
          stop.abort()
          throw stop.signal.reason
        },
      },
    })
    const seen: InputEntry[] = []
    const end = await groups.read(
      (group) => seen.push(...group),
      () => true,
    )
    expect([end, outcomes(seen)]).toEqual(['aborted', ['https://a.example/']])
  })
})

describe('a sitemap or a feed in a file', () => {
  test.each(['a.xml', 'feed.rss', 'list.txt', 'a.xml.gz', 'none'])(
    '%s is known by its content',
    async (name) => {
      const at = await temporaryFolder()
      const xml = '\uFEFF \n<urlset><url><loc>https://a.example/</loc></url></urlset>'
      await writeFile(at(name), name.endsWith('gz') ? gzipSync(xml) : xml)
      expect(await entriesOf({ inputs: [at(name)] })).toMatchObject([
        { url: 'https://a.example/', origin: `${at(name)}, entry 1`, isListed: false },
      ])
    },
  )

  test('may come through a pipe, a byte at a time', async () => {
    const stdin = Readable.from(arriving(sitemap('https://a.example/1', 'https://a.example/2'), 1))
    expect(outcomes(await entriesOf({ stdin }))).toEqual(['https://a.example/1', 'https://a.example/2'])
  })

  test('may be an index of sitemaps on the web', async () => {
    const at = await temporaryFolder()
    await writeFile(at('a.xml'), index(root))
    const web = { [root]: sitemap('https://a.example/1') }
    expect(outcomes(await entriesOf({ inputs: [at('a.xml')], web }))).toEqual(['https://a.example/1'])
  })

  test('that is a page is an error that says so', async () => {
    const at = await temporaryFolder()
    await writeFile(at('a.html'), '<!DOCTYPE html><html></html>')
    await expect(entriesOf({ inputs: [at('a.html')] })).rejects.toThrow(
      `${at('a.html')}: is an HTML page, not a sitemap or a feed`,
    )
  })

  test('is no list of URLs in angle brackets', async () => {
    const stdin = Readable.from([Buffer.from('<https://a.example/>\nb.example\n')])
    expect(outcomes(await entriesOf({ stdin }))[1]).toBe('https://b.example/')
  })
})
