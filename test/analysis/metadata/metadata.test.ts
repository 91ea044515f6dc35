import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metadata } from '../../../src/analysis/metadata/metadata.ts'
import { anyText } from '../support/anyText.ts'
import { metadataOf, metadataOfFixture, sourceOf } from './support/metadataOf.ts'

describe('metadata', () => {
  test('comes from JSON-LD, its graph and its references', () => {
    expect(metadataOfFixture('json-ld')).toMatchObject({
      title: 'The wheel turns again',
      authors: ['Ada Miller', 'Tom Weir'],
      publishedAt: '2024-05-17T08:30:00+02:00',
      modifiedAt: '2024-06-01',
      description: 'After forty years the water is back.',
      siteName: 'Mill Journal',
      image: 'https://www.mill.example/pictures/wheel.jpg',
      language: 'en-GB',
      jsonLd: [{ '@graph': [{}, {}, {}] }, { '@type': 'BreadcrumbList' }],
    })
  })

  test('comes from meta and link elements', () => {
    expect(metadataOfFixture('meta')).toEqual({
      title: 'Das Rad dreht sich wieder',
      authors: ['Ada Müller', 'Tom Wehr'],
      publishedAt: '2024-05-17T06:30:00Z',
      modifiedAt: '2024-05-18T10:00:00Z',
      description: 'Nach vierzig Jahren & viel Arbeit.',
      siteName: 'Mühlenpost',
      canonical: 'https://www.mill.example/journal/rad',
      image: 'https://www.mill.example/pictures/rad.jpg',
      favicon: 'https://www.mill.example/icon.png',
      language: 'de',
      alternates: [
        { language: 'en', url: 'https://www.mill.example/en/wheel' },
        { language: 'x-default', url: 'https://www.mill.example/wheel' },
      ],
      feeds: [
        { url: 'https://www.mill.example/journal/feed.xml', type: 'rss', title: 'Alle Beiträge' },
        { url: 'https://www.mill.example/atom.xml', type: 'atom', title: null },
        { url: 'https://www.mill.example/feed.json', type: 'json', title: null },
      ],
      robots: ['noindex', 'follow', 'max-snippet:20'],
      openGraph: {
        'og:title': 'Das Rad dreht sich wieder',
        'og:site_name': 'Mühlenpost',
        'og:image': ['../pictures/rad.jpg', '../pictures/bach.jpg'],
        'article:published_time': '2024-05-17T06:30:00Z',
        'article:modified_time': 'Sat, 18 May 2024 10:00:00 GMT',
        'article:tag': 'Wasser',
      },
      twitter: { 'twitter:card': 'summary', 'twitter:creator': '@muehle' },
      jsonLd: [],
      microdata: [],
    })
  })

  test('comes from microdata', () => {
    expect(metadataOfFixture('microdata')).toMatchObject({
      title: 'Barley bread',
      authors: ['Ada Miller'],
      publishedAt: '2023-11-02',
      modifiedAt: '2023-11-05T10:00:00Z',
      image: 'https://www.mill.example/pictures/bread.jpg',
    })
  })

  test('comes from what readers see, where nothing else says it', () => {
    expect(metadataOfFixture('visible')).toMatchObject({
      title: 'La roue tourne à nouveau',
      authors: ['Ada Meunier'],
      publishedAt: '2024-05-17T09:05:00',
    })
  })

  test('of an empty page is empty', () => {
    const { publishedAt, ...rest } = metadataOf('')
    expect(publishedAt).toBeNull()
    expect(Object.values(rest).every((value) => value === null || Object.keys(value).length === 0)).toBe(true)
  })

  test('never throws, and is plain JSON without a broken character', () => {
    const piece = fc.oneof(
      anyText,
      fc.constantFrom(
        ...[
          '<h1>',
          '</h1>',
          '<div itemscope itemprop="a b">',
          '<p itemprop=__proto__>',
          '<time datetime="',
          '">',
        ],
        ...[
          '<meta property="og:title" content="',
          '<script type="application/ld+json">',
          '</script>',
          '{"@type":',
        ],
        ...[
          '"Article"',
          ',"author":',
          '[',
          ']',
          '{',
          '}',
          '"\\ud800"',
          '"__proto__":',
          '<a rel=author class=byline>',
        ],
        ...[
          'By ',
          '17 May 2024',
          '<link rel=alternate hreflang=" href=x>',
          '<base href="http://[">',
          '&#x202e;',
        ],
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const found = metadataOf(pieces.join(''))
        const json = JSON.stringify(found)
        expect(JSON.parse(json)).toEqual(found)
        expect(json).not.toMatch(/(?<!\\)(?:\\\\)*\\ud[89a-f]/)
        expect(Object.prototype).not.toHaveProperty('polluted')
      }),
      { numRuns: 300 },
    )
  })
})

describe('metadata takes time by the length of the page', () => {
  test.each([
    [
      'a long title and many headings',
      `<title>${'wheel turns '.repeat(100_000)}</title>`,
      '<h1>wheel turns slowly</h1>',
    ],
    [
      'a long text within many bylines',
      '',
      '<div class="byline author-name date" itemprop=x><a rel=author href=/a>',
    ],
  ])('%s', (_, start, piece) => {
    const markup = `${start}${piece.repeat(200)}${'word '.repeat(200_000)}`
    const source = sourceOf(markup)
    const startedAt = performance.now()
    metadata(source)
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})

test('a long heading or property is cut between characters', () => {
  const { title, microdata } = metadataOf(`<h1 itemprop=name>a${'🌾'.repeat(400)}</h1>`)
  expect(title).toMatch(/^a🌾+$/u)
  expect(JSON.stringify(microdata)).not.toContain('\ufffd')
})

describe('authors', () => {
  test.each([
    'Redaktion',
    'Mill Staff',
    'Editorial Team',
    'The Mill News Desk',
    'Online-Redaktion',
    'La rédaction',
  ])('are not those who run the site where a person is named: %s', (office) => {
    const meta = `<meta name=author content="${office}">`
    expect(metadataOf(meta).authors).toEqual([office])
    expect(metadataOf(`${meta}<h1>Wheel</h1><p class=byline>By Ada Miller</p>`).authors).toEqual([
      'Ada Miller',
    ])
  })

  test('are people before the site itself', () => {
    const markup =
      '<meta property="og:site_name" content="Mill Journal"><meta name=author content="Mill Journal">'
    expect(metadataOf(markup).authors).toEqual(['Mill Journal'])
    expect(metadataOf(`${markup}<a rel="author" href="/ada">Ada Miller</a>`).authors).toEqual(['Ada Miller'])
  })

  test('are those of citations, family names last', () => {
    const markup =
      '<meta name=citation_author content="Miller, Ada"><meta name=citation_author content="Weir, Tom">'
    expect(metadataOf(markup).authors).toEqual(['Ada Miller', 'Tom Weir'])
  })

  test('are labelled in Twitter’s data, which has other things too', () => {
    const data = (label: string, value: string) =>
      metadataOf(
        `<meta name="twitter:label1" content="${label}"><meta name="twitter:data1" content="${value}">`,
      )
    expect(data('Written by', 'Ada Miller').authors).toEqual(['Ada Miller'])
    expect(data('Est. reading time', '5 minutes').authors).toEqual([])
  })

  test('are not whoever a sentence goes on with', () => {
    expect(metadataOf('<h1>Terms</h1><p>By continuing you agree.</p>').authors).toEqual([])
  })
})

describe('dates', () => {
  test('of the URL count where nothing else is known', () => {
    expect(metadataOf('', 'https://mill.example/2024/05/17/wheel').publishedAt).toBe('2024-05-17')
    expect(metadataOf('', 'https://mill.example/2024/15/17/wheel').publishedAt).toBeNull()
  })

  test('that are shown and older than the day the site was built are right', () => {
    const built =
      '<meta property="article:published_time" content="2025-06-12"><meta property="article:modified_time" content="2025-06-12">'
    expect(metadataOf(`${built}<h1>A</h1><p>2 November 2022</p>`).publishedAt).toBe('2022-11-02')
    expect(metadataOf(`${built}<h1>A</h1><p>2 November 2025</p>`).publishedAt).toBe('2025-06-12')
  })

  test('are month first in American English only', () => {
    const shown = (lang: string) => metadataOf(`<html lang="${lang}"><h1>A</h1><p>05/06/2024</p>`).publishedAt
    expect([shown('en-US'), shown('en-GB'), shown('it')]).toEqual(['2024-05-06', '2024-06-05', '2024-06-05'])
  })
})

describe('the title', () => {
  test('is the heading that nearly says it', () => {
    const markup =
      '<title>The 12 best wheels of 2026 - Wheel reviews | Mill</title><h1>The 12 best wheels of 2026</h1>'
    expect(metadataOf(markup).title).toBe('The 12 best wheels of 2026')
  })

  test('is not the heading with the name of the site', () => {
    const markup =
      '<title>Bread at home – Mill Journal</title><meta property="og:site_name" content="Mill Journal"><h1>Mill Journal</h1>'
    expect(metadataOf(markup).title).toBe('Bread at home')
  })

  test('is not a shared one that has nothing to do with the page', () => {
    const markup = '<title>Bread at home</title><meta property="og:title" content="We mill better">'
    expect(metadataOf(markup).title).toBe('Bread at home')
  })
})
