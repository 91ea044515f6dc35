import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/errors.ts'
import type { ListItem } from '../../src/source/listItem.ts'
import { createListParser } from '../../src/source/listParser.ts'

const feedUrl = 'https://a.example/blog/feed.xml'

function itemsOf(xml: string, { base = feedUrl, chunkChars = xml.length } = {}): ListItem[] {
  const items: ListItem[] = []
  const parser = createListParser('list.xml', base, (item) => items.push(item))
  for (let start = 0; start < xml.length; start += chunkChars) {
    parser.write(xml.slice(start, start + chunkChars))
  }
  parser.end()
  return items
}
const urls = (items: readonly ListItem[]): string[] => items.map(({ url }) => url)

const sitemap = `<?xml version="1.0" encoding="UTF-8"?>
<!-- <url><loc>https://no.example/</loc></url> -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url><image:image><image:loc>https://a.example/i.png</image:loc></image:image>
    <loc>
      https://a.example/?a=1&amp;b=2&#38;c=3
    </loc><lastmod>2026-01-02</lastmod><priority>0.5</priority></url>
  <url><loc><![CDATA[https://b.example/?x=1&y=2]]></loc></url>
  <url><lastmod>2026</lastmod></url>
</urlset>`

describe('a sitemap', () => {
  test('names its pages and when they last changed', () => {
    expect(itemsOf(sitemap)).toEqual([
      { kind: 'page', url: 'https://a.example/?a=1&b=2&c=3', input: { lastmod: '2026-01-02' } },
      { kind: 'page', url: 'https://b.example/?x=1&y=2', input: undefined },
      { kind: 'page', url: '', input: { lastmod: '2026' } },
    ])
  })

  test('may have prefixes', () => {
    const xml =
      '<sm:urlset xmlns:sm="x"><sm:url><sm:loc>https://a.example/</sm:loc><sm:lastmod>2026</sm:lastmod></sm:url></sm:urlset>'
    expect(itemsOf(xml)).toEqual([{ kind: 'page', url: 'https://a.example/', input: { lastmod: '2026' } }])
  })

  test('reads the same in pieces of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (chunkChars) => {
        expect(itemsOf(sitemap, { chunkChars })).toEqual(itemsOf(sitemap))
      }),
      { numRuns: 20 },
    )
  })

  test('that is an index names sitemaps', () => {
    const xml =
      '<sitemapindex><sitemap><loc>https://a.example/1.xml</loc><lastmod>2026</lastmod></sitemap></sitemapindex>'
    expect(itemsOf(xml)).toEqual([{ kind: 'sitemap', url: 'https://a.example/1.xml', input: undefined }])
  })

  test('may be empty', () => {
    expect(itemsOf('<urlset/>')).toEqual([])
  })
})

describe('a feed', () => {
  test('in RSS 2.0 names its items, their titles and times, as written', () => {
    const xml = `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="m">
      <channel><title>Site</title><link>https://a.example/</link>
      <atom:link rel="self" href="https://a.example/feed"/><image><link>https://a.example/i</link></image>
      <item><title><![CDATA[One & <two>]]></title><media:title>no</media:title><atom:link rel="alternate" href="/no"/>
        <link>https://a.example/1</link><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate>
        <description><p>text<br><link>https://a.example/no</link></description></item>
      <item><guid>https://a.example/2</guid><title/></item>
      <item><guid isPermaLink="false">https://a.example/no</guid><link></link></item>
      <item><guid>tag:7</guid></item>
      <item><link>../3?x=1&amp;y</link><guid>https://a.example/no</guid></item>
      </channel></rss>`
    expect(itemsOf(xml)).toEqual([
      {
        kind: 'page',
        url: 'https://a.example/1',
        input: { title: 'One & <two>', publishedAt: 'Mon, 23 Nov 2026 10:00:00 GMT' },
      },
      { kind: 'page', url: 'https://a.example/2', input: undefined },
      { kind: 'page', url: '', input: undefined },
      { kind: 'page', url: '', input: undefined },
      { kind: 'page', url: 'https://a.example/3?x=1&y', input: undefined },
    ])
  })

  test('in RSS 1.0 has its items beside the channel', () => {
    const xml = `<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d">
      <channel rdf:about="x"><link>https://a.example/</link></channel>
      <item rdf:about="y"><title>One</title><link>https://a.example/1</link><dc:date>2026-11-23</dc:date></item>
      </rdf:RDF>`
    expect(itemsOf(xml)).toEqual([
      { kind: 'page', url: 'https://a.example/1', input: { title: 'One', publishedAt: '2026-11-23' } },
    ])
  })

  test('in Atom names the alternate links of its entries', () => {
    const xml = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Site</title><link href="/"/>
      <entry><title type="xhtml"><div>One <b>two</b></div></title><link rel="edit" href="/edit"/>
        <link rel="enclosure" href="/x.mp3"/><link rel="alternate" type="text/html" href="one?a&amp;b"/>
        <source><link href="/other"/><title>Other</title></source>
        <updated>2026-02</updated><published>2026-01</published></entry>
      <entry><link href="https://b.example/"/><updated>2026-03</updated></entry>
      <entry><id>https://a.example/no</id></entry>
      </feed>`
    expect(itemsOf(xml)).toEqual([
      {
        kind: 'page',
        url: 'https://a.example/blog/one?a&b',
        input: { title: 'One two', publishedAt: '2026-01' },
      },
      { kind: 'page', url: 'https://b.example/', input: { publishedAt: '2026-03' } },
      { kind: 'page', url: '', input: undefined },
    ])
  })

  test('in Atom may have prefixes', () => {
    const xml = '<a:feed xmlns:a="x"><a:entry><a:link href="/1"/><a:title>One</a:title></a:entry></a:feed>'
    expect(itemsOf(xml)).toEqual([{ kind: 'page', url: 'https://a.example/1', input: { title: 'One' } }])
  })

  test('resolves its links against the nearest xml:base', () => {
    const xml = `<feed xml:base="https://b.example/x/"><entry xml:base="y/"><link xml:base="z/" href="1"/></entry>
      <entry xml:base="y/"><link href="2"/></entry><entry><link href="3"/></entry></feed>`
    expect(urls(itemsOf(xml))).toEqual([
      'https://b.example/x/y/z/1',
      'https://b.example/x/y/2',
      'https://b.example/x/3',
    ])
  })
})

describe('what is no list is said to be something else', () => {
  test.each([
    ['<!DOCTYPE html><title>x</title>', 'list.xml: is an HTML page, not a sitemap or a feed'],
    ['<html><body>', 'list.xml: is an HTML page, not a sitemap or a feed'],
    ['<svg xmlns="x"/>', 'list.xml: is XML of another kind (<svg>), not a sitemap or a feed'],
    ['<?xml version="1.0"?>', 'list.xml: holds no XML element'],
    ['<urlset><url><loc>https://a.exam', 'list.xml: is cut off: its </urlset> is missing'],
  ])('%s', (xml, message) => {
    expect(() => itemsOf(xml)).toThrow(new InputError(message))
  })
})

describe('a list that means harm', () => {
  test('is not followed into the deep', () => {
    const xml = `<rss><channel>${'<a>'.repeat(1_000_000)}`
    expect(() => itemsOf(xml, { chunkChars: 65_536 })).toThrow('is nested more than 512 deep')
  })

  test('expands no entities of its own', () => {
    const xml = `<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
      <urlset><url><loc>https://a.example/&b;&c;</loc></url></urlset>`
    expect(urls(itemsOf(xml))).toEqual(['https://a.example/&b;&c;'])
  })

  test('fills no memory with one address', () => {
    const loc = 'x'.repeat(65_536)
    const xml = `<urlset><url><loc>${loc.repeat(20)}</loc></url></urlset>`
    expect(urls(itemsOf(xml, { chunkChars: 65_536 })).map(({ length }) => length)).toEqual([65_537])
  })

  test('has no names that reach anything', () => {
    const xml =
      '<urlset><__proto__ __proto__="x"/><url constructor="y"><loc>https://a.example/</loc></url></urlset>'
    expect(urls(itemsOf(xml))).toEqual(['https://a.example/'])
  })

  test('of any text ends in items or an error that names it', () => {
    const piece = fc.constantFrom(
      '<urlset>',
      '</urlset>',
      '<url>',
      '</url>',
      '<loc>',
      '</loc>',
      'x',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<feed',
      ' xml:base="',
      '"',
      '>',
      '/>',
      '<entry>',
      '</entry>',
      '<link href="a"/>',
      '&amp;',
      '&#x110000;',
      '<?',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (pieces, chunkChars) => {
          try {
            expect(itemsOf(pieces.join(''), { chunkChars })).toBeInstanceOf(Array)
          } catch (error) {
            expect(error).toBeInstanceOf(InputError)
          }
        },
      ),
    )
  })
})
