import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asString } from '../../src/config/utf8.ts'
import { analysed, bytes, fixture, outcomeOf } from './support/analysed.ts'
import { anyText } from './support/anyText.ts'

const link = (url: string, text: string, inMainText: boolean) => ({
  url,
  text,
  rel: [],
  nofollow: false,
  inMainText,
})

describe('an article', () => {
  test('is analysed whole, keys in the order of the type', async () => {
    const outcome = await outcomeOf({ body: fixture('article.html') })
    expect(outcome).toMatchObject({ kind: 'analysed', page: { charset: 'utf-8', language: 'en', words: 32 } })
    const analysis = await analysed(fixture('article.html'))
    expect(Object.keys(analysis)).toEqual([
      ...[
        'title',
        'description',
        'language',
        'languageConfidence',
        'declaredLanguage',
        'pageKind',
        'excerpt',
      ],
      ...[
        'text',
        'words',
        'uniqueWords',
        'sentences',
        'paragraphs',
        'lexicalDiversity',
        'readingTimeSeconds',
      ],
      ...['readability', 'keywords', 'keyPhrases', 'headings', 'links', 'images', 'tables', 'lists'],
      ...['codeBlocks', 'metadata', 'fingerprint', 'warnings'],
    ])
    expect(analysis).toMatchObject({
      title: 'The mill by the river',
      description: 'How a small mill turns grain into flour & stories.',
      language: 'en',
      declaredLanguage: 'en-GB',
      pageKind: null,
      excerpt: "The miller's wheel turns the mill. It doesn't stop at night.",
      text: [
        'The mill by the river\n\n',
        "The miller's wheel turns the mill. It doesn't stop at night.\n\nThe wheel\n\nOak\nIron\n\n",
        'one\n  two   three\n\nLine one\nline two. See grains.\n\nWrite Grain again',
      ].join(''),
      headings: [
        { level: 1, text: 'The mill by the river' },
        { level: 2, text: 'The wheel' },
      ],
      links: {
        internal: [
          link('https://mill.example/', 'Home', false),
          link('https://mill.example/stories/recipes?sort=new', 'Recipes', false),
        ],
        external: [link('https://other.example/grain', 'grain', true)],
      },
      lists: [{ ordered: false, items: ['Oak', 'Iron'] }],
      codeBlocks: [{ language: null, text: 'one\n  two   three' }],
      metadata: { canonical: 'https://mill.example/mill' },
      warnings: [],
    })
    expect(analysis.keywords.slice(0, 2)).toEqual([
      { term: 'line', count: 2 },
      { term: 'mill', count: 2 },
    ])
  })

  test('is the same bytes every time', async () => {
    const [once, again] = await Promise.all([1, 2].map(() => outcomeOf({ body: fixture('article.html') })))
    if (once?.kind !== 'analysed' || again?.kind !== 'analysed') throw new Error('was not analysed')
    expect(once.page).toEqual({ ...again.page, trace: once.page.trace })
  })

  test('counts its decoded bytes', async () => {
    const body = fixture('article.html')
    const outcome = await outcomeOf({ body: new Uint8Array(gzipSync(body)), contentEncoding: 'gzip' })
    expect(outcome).toMatchObject({ kind: 'analysed', page: { bytes: body.length } })
  })
})

describe('a page is read for what it is', () => {
  test('an application without text says so', async () => {
    expect(await analysed(fixture('application.html'))).toMatchObject({
      text: '',
      words: 0,
      warnings: ['script-only'],
    })
  })

  test('a page whose whole text is in noscript has that text', async () => {
    const story = 'The wheel turns and turns. '.repeat(20).trim()
    const page = `<nav>Menu</nav><noscript><h1>How the mill turns</h1><p>${story}</p></noscript><script src=x></script>`
    expect(await analysed(page)).toMatchObject({ text: `How the mill turns\n\n${story}`, warnings: [] })
  })

  test('frames say so', async () => {
    expect(await analysed(fixture('frames.html'))).toMatchObject({
      title: 'Two frames',
      warnings: ['frames-only'],
    })
  })

  test('Japanese is cut into words and sentences', async () => {
    const { words, sentences, keywords } = await analysed(fixture('japanese.html'))
    expect(sentences).toBe(3)
    expect(words).toBeGreaterThan(12)
    expect(keywords.map(({ term }) => term)).toContain('水車')
  })

  test('a feed is text, one paragraph an element', async () => {
    expect(await analysed(fixture('feed.xml'), { contentType: 'application/rss+xml' })).toMatchObject({
      title: 'Mühlenpost',
      language: 'de',
      text: 'Mühlenpost\n\nhttps://mill.example/\n\nNeues Rad\n\nDas Rad dreht sich.',
    })
  })

  test('a page whose result is out of all proportion to it fails', async () => {
    const base = `<base href="https://mill.example/${'a/'.repeat(950)}">`
    const links = Array.from({ length: 30_000 }, (_, i) => `<a href=${i}>`).join('')
    expect(await outcomeOf({ body: bytes(base + links) })).toMatchObject({
      kind: 'failed',
      failure: {
        code: 'analysis-failed',
        message: expect.stringMatching(/^The result is larger than 5\d+ char/),
      },
    })
  })

  test('NUL characters are left out, as browsers leave them out', async () => {
    const page = '<title>Mi\0ll</title><p>Gr\0ain</p>'
    expect(await analysed(page)).toMatchObject({ title: 'Mill', text: 'Grain' })
    expect(await analysed('\0'.repeat(1000))).toMatchObject({ text: '', warnings: ['empty'] })
  })

  test('the mark of a link to its own heading is no part of it', async () => {
    const page = '<h1>Install<a class=headerlink href=#i>¶</a></h1><h2>C#<a href=#o>#</a></h2><p>Turn it.</p>'
    expect(await analysed(page)).toMatchObject({
      title: 'Install',
      headings: [
        { level: 1, text: 'Install' },
        { level: 2, text: 'C#' },
      ],
      text: 'Install\n\nC#\n\nTurn it.',
    })
  })

  test('plain text stays as it is, and its line ends end no sentence', async () => {
    const text = 'A mill stands\nby the river. <b>It\nturns.'
    expect(await analysed(text, { contentType: 'text/plain' })).toMatchObject({
      title: null,
      text,
      words: 9,
      sentences: 2,
    })
  })

  test('legacy bytes are decoded', async () => {
    const body = new Uint8Array(Buffer.from('<title>M\xfchle \x93quoted\x94</title>', 'latin1'))
    expect(await analysed(body, { contentType: 'text/html; charset=iso-8859-1' })).toMatchObject({
      title: 'Mühle “quoted”',
    })
  })

  test('an empty body is an empty page', async () => {
    expect(await analysed('')).toMatchObject({
      title: null,
      text: '',
      words: 0,
      sentences: 0,
      warnings: ['empty'],
    })
  })

  test('too deep a nesting is a warning and loses no text', async () => {
    const deep = await analysed(`${'<div>'.repeat(3000)}deep${'</div>'.repeat(3000)}after`)
    expect(deep).toMatchObject({ text: 'deep\n\nafter', warnings: ['truncated-depth'] })
  })
})

describe('a page fails', () => {
  test.each([
    ['bad-encoding', { contentEncoding: 'gzip', body: bytes('<p>plain') }],
    ['truncated', { contentEncoding: 'gzip', body: new Uint8Array(gzipSync('<p>cut').subarray(0, -4)) }],
    ['body-too-large', { maxBodyBytes: 3, body: bytes('<p>a') }],
    ['not-html', { contentType: '', body: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]) }],
  ])('with %s, in the fetch stage', async (code, request) => {
    const outcome = await outcomeOf(request)
    expect(outcome).toMatchObject({ kind: 'failed', failure: { stage: 'fetch', code } })
  })

  test('with analysis-failed where the stack overflows', async () => {
    const overflow = (): unknown => [overflow()]
    const outcome = await outcomeOf({ body: bytes('<p>a') }, { selectors: {}, customAnalyser: overflow })
    expect(outcome).toMatchObject({ kind: 'failed', failure: { stage: 'analysis', code: 'analysis-failed' } })
  })

  test('not for UTF-16 without a content type', async () => {
    const body = new Uint8Array(Buffer.from('<title>Mill</title>', 'utf16le'))
    expect(await analysed(body, { contentType: '' })).toMatchObject({ title: 'Mill' })
  })
})

test('any page gives well-formed JSON', async () => {
  const pieces = fc.constantFrom(
    ...[
      '<p>',
      '<a href="',
      '">',
      '<title>',
      '&#xD800;',
      '\ud83d',
      '\u0000',
      '<h1>',
      '</h1>',
      '川',
      '<!--',
      '"',
      '\\',
    ],
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(pieces, anyText), { maxLength: 30 }), async (list) => {
      const outcome = await outcomeOf({ body: new Uint8Array(Buffer.from(list.join(''))) })
      const json = outcome.kind === 'analysed' ? asString(outcome.page.json) : ''
      expect(json).not.toMatch(/\\ud[89a-f]/)
      expect(JSON.stringify(JSON.parse(json))).toBe(json)
    }),
  )
})

test('any bytes under any header end as data', async () => {
  const types = fc.constantFrom('', 'text/html', 'text/plain', 'text/xml', 'text/html; charset=utf-16')
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      types,
      fc.constantFrom('', 'gzip', 'deflate', 'br'),
      async (body, contentType, contentEncoding) => {
        const outcome = await outcomeOf({ body: new Uint8Array(body), contentType, contentEncoding })
        expect(['analysed', 'failed']).toContain(outcome.kind)
      },
    ),
  )
})
