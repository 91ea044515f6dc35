import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DocumentKind } from '../../../src/analysis/documentKind.ts'
import { joinedText } from '../../../src/analysis/mainText/joinedText.ts'
import { type MainText, mainText } from '../../../src/analysis/mainText/mainText.ts'
import { readPage } from '../../../src/analysis/readPage.ts'

const fixture = (name: string) => readFileSync(`fixtures/pages/main-${name}.html`, 'utf8')
const measured = (text: string, kind: DocumentKind = 'html') => readPage({ text, kind }).parts.measured
const mainOf = (markup: string, kind: DocumentKind = 'html'): MainText =>
  mainText(measured(markup, kind), kind, null)
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}_]+/gu) ?? []

const boilerplate = [
  'Newsroom',
  'We use cookies',
  'Accept all',
  'Subscribe to our newsletter',
  'Privacy policy',
  'All rights reserved',
]

const pages = {
  article: {
    stays: [
      'After eleven years of silence',
      'What was broken',
      'The axle had rusted',
      'Nobody believed',
      'Turns a minute',
      'Schools can visit on Mondays.',
      'The mill opens its doors',
    ],
    goes: ['Share on Facebook', 'Related articles', 'Seven bakeries', 'Leave a reply', 'Post comment'],
  },
  documentation: {
    stays: [
      'Reading settings',
      'The command reads its settings',
      'speed = 4\n  # indented comment\ngrain = "rye"',
      'Turns of the wheel in a minute',
      'A key that is not in this table',
    ],
    goes: ['Installation guide', 'Next page'],
  },
  forum: {
    stays: ['My kitchen is at sixteen degrees', 'Do not throw it away', 'only the lamp', 'The lamp did it'],
    goes: ['Similar threads', 'Cheap scales'],
  },
  product: {
    stays: ['A small mill of beech wood', 'The stones can be set', '2.4 kilograms'],
    goes: ['You may also like', 'Proofing basket', 'Share on Facebook'],
  },
  listing: {
    stays: ['Frost on the paddles', 'A farmer drove four hours', 'Every mill has one', 'Counting the turns'],
    goes: ['Related articles'],
  },
  collection: {
    stays: ['Baskets of cane', 'Round cane basket', 'For long loaves', 'Pressed wood bowl', 'Child basket'],
    goes: [],
  },
  service: {
    stays: ['We bring wheels back', 'Two of us spend a day', 'Carpentry', 'Once a year', 'thirty-one wheels'],
    goes: [],
  },
}

describe('the main text', () => {
  test.each(Object.entries(pages))('of a page of the kind %s keeps what it is about', (name, { stays }) => {
    const { text } = mainOf(fixture(name))
    expect(stays.filter((part) => !text.includes(part))).toEqual([])
  })

  test.each(Object.entries(pages))('of a page of the kind %s loses what is round it', (name, { goes }) => {
    const { text } = mainOf(fixture(name))
    expect([...boilerplate, ...goes].filter((part) => text.includes(part))).toEqual([])
  })

  test.each([
    ['article', '/2025/03/the-mill-turns-again'],
    ['documentation', '/docs/settings/reading'],
    ['forum', '/forum/threads/cold-kitchen.4711/'],
    ['product', '/products/hand-mill-no-3'],
    ['listing', '/category/mills/'],
    ['collection', '/collections/baskets'],
    ['service', '/services/wheel-repair'],
  ])('of a page of the kind %s comes with that kind', (name, path) => {
    const { kind } = mainText(measured(fixture(name)), 'html', `https://mill.example${path}`)
    expect(kind).toBe(name)
  })

  test('has a blank line between paragraphs, and a new line between items and rows', () => {
    const { text } = mainOf(fixture('article'))
    expect(text).toContain('on the other bank.\n\nA group of forty volunteers')
    expect(text).toContain('on Fridays.\nSchools')
    expect(text).toContain('Nine 4\nNoon 7')
  })

  test('has an excerpt: its first sentences, cut at a word', () => {
    expect(mainOf(fixture('article')).excerpt).toMatch(/^After eleven years/)
    const long = mainOf(`<p>${'many words and more of them, '.repeat(30)}end.</p>`).excerpt ?? ''
    expect(long.length).toBeLessThanOrEqual(301)
    expect(long).toMatch(/\w…$/)
  })

  test('has an excerpt that cuts no character in two', () => {
    for (const start of ['', 'a'])
      expect(mainOf(`<p>${start}${'🌾'.repeat(200)}.</p>`).excerpt).toMatch(/^a?🌾+…$/u)
  })

  test('is what noscript says where a page shows nothing without scripts', () => {
    const words = 'The wheel turned all night and the miller slept. '.repeat(30)
    expect(mainOf(`<body><noscript><article><p>${words}</p></article></noscript></body>`).text).toContain(
      'miller',
    )
  })

  test('has what a tab shows after a click, and not what a dialog asks', () => {
    const page = fixture('product')
      .replace('<div class="product-specs">', '<div class="product-specs" style="display:none">')
      .replace(
        '<div class="cookie-banner" role="dialog">',
        '<div class="cookie-banner" role="dialog" hidden>',
      )
      .replace(
        '</body>',
        `<dialog class="modal"><p>Choose your country before you go on.</p></dialog></body>`,
      )
    const { text } = mainOf(page)
    expect(text).toContain('A small mill of beech wood')
    expect(text).toContain('2.4 kilograms')
    expect(text).not.toContain('We use cookies')
    expect(text).not.toContain('Choose your country')
  })

  test('of a page that is hidden until a script has run is what it then shows', () => {
    const { text } = mainOf(fixture('article').replace(/<body[^>]*>/, '<body style="display: none">'))
    expect(text).toContain('The axle had rusted')
    expect(text).not.toContain('Subscribe to our newsletter')
  })

  test('of a page with a few words is those that it shows', () => {
    expect(mainOf('<p>The mill turns.</p><p hidden>Please turn on scripts.</p>').text).toBe('The mill turns.')
    expect(mainOf('<p hidden>Please turn on scripts.</p>').text).toBe('')
  })

  test('names the nodes it is in', () => {
    const main = mainOf(fixture('forum'))
    const said = [...main.nodes()].map(({ data }) => data).join(' ')
    expect(said).toContain('The lamp did it')
    expect(said).not.toContain('Cheap scales')
  })

  test('of plain text is all of it, and there is no kind', () => {
    const text = 'Home | News\n\n  one   two\nthree\n'
    expect(mainOf(text, 'plain')).toMatchObject({ text: 'Home | News\n\n  one   two\nthree', kind: null })
  })

  test('of XML is all of it', () => {
    const main = mainOf('<rss><title>News</title><nav>all</nav></rss>', 'xml')
    expect(main).toMatchObject({ text: 'News\n\nall', kind: null })
  })

  test('of nothing is empty', () => {
    expect(mainOf('')).toMatchObject({ text: '', excerpt: null })
    expect(mainOf('<p> \n</p><pre>\n \n</pre>').text).toBe('')
  })

  test('of a page of few words is all that stands in no navigation, aside or footer', () => {
    const landmarks = '<nav>Home</nav><div role=search>Find</div><aside>More</aside><footer>2026</footer>'
    expect(mainOf(`${landmarks}<h1>About</h1><ul><li>One<li>Two</ul>`)).toMatchObject({
      text: 'About\n\nOne\nTwo',
      kind: null,
    })
    expect(mainOf('<nav>Home</nav>').text).toBe('Home')
  })

  test('knows which blocks it is in, ends included', () => {
    const main = mainOf('<nav>Home</nav><p>One</p><p>Two</p><footer>2026</footer>')
    const places = [0, 1, 2, 3].map((place) => main.isMainBetween(place, place))
    expect(places).toEqual([false, true, true, false])
    expect(main.isMainBetween(0, 1)).toBe(true)
    expect(main.isMainBetween(3, 2)).toBe(false)
    expect(main.isMainBetween(-5, -1)).toBe(false)
    expect(main.isMainBetween(4, 99)).toBe(false)
  })

  test('has no soft hyphens and no lone surrogates', () => {
    expect(mainOf('<p>flour\u00admill \ud800</p>').text).toBe('flourmill \ufffd')
  })
})

describe('whatever the page', () => {
  const tags = [
    'div',
    'p',
    'a',
    'ul',
    'li',
    'pre',
    'table',
    'tr',
    'td',
    'h1',
    'h2',
    'nav',
    'button',
    'br',
    'span',
  ]
  const markup = fc
    .array(
      fc.oneof(
        fc.constantFrom(...tags).map((tag) => `<${tag} class="post related" id=x>`),
        fc.constantFrom(...tags).map((tag) => `</${tag}>`),
        fc.constantFrom(
          ' hidden',
          '<p hidden>',
          '<noscript>',
          '<script type="application/ld+json">{"@type":',
          '</script>',
        ),
        fc.string({ maxLength: 12, unit: 'grapheme' }),
        fc.lorem({ maxCount: 20 }),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''))

  test('the words of the main text are words of the page, hidden blocks included, in order', () => {
    fc.assert(
      fc.property(markup, (page) => {
        const all = measured(page)
        const found = wordsOf(mainText(all, 'html', 'https://mill.example/a/b').text).join('')
        const words = wordsOf(joinedText(all, () => true))
        expect(isSubsequence(found, words.join(''))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

function isSubsequence(short: string, long: string): boolean {
  let at = 0
  for (let index = 0; index < long.length && at < short.length; index++) if (long[index] === short[at]) at++
  return at === short.length
}
