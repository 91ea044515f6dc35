import { describe, expect, test } from 'vitest'
import { analysed, bytes, outcomeOf } from './support/analysed.ts'

const page =
  '<div class=price>12 €</div><a href="/a">A</a><a href="/b">B</a><ul><li><b>x</b><i>1</i></li></ul>'

describe('selectors', () => {
  test('give the text of the first match, the attribute asked for, or all matches', async () => {
    const selectors = {
      price: '.price',
      names: ['a'] as const,
      hrefs: [{ selector: 'a', value: 'href' }] as const,
      rows: [{ selector: 'li', value: { name: 'b', count: 'i', missing: 'u' } }] as const,
    }
    expect((await analysed(page, {}, { selectors })).selectors).toEqual({
      price: '12 €',
      names: ['A', 'B'],
      hrefs: ['/a', '/b'],
      rows: [{ name: 'x', count: '1', missing: null }],
    })
  })

  test('give null for what the page has not, so that every name is there', async () => {
    expect((await analysed(page, {}, { selectors: { none: '.none', all: ['.none'] } })).selectors).toEqual({
      none: null,
      all: [],
    })
  })

  test('take time by the length of a page that has no root element', async () => {
    const startedAt = performance.now()
    const outcome = await analysed(
      `${'<p>x'.repeat(40_000)}<b>y`,
      {},
      { selectors: { last: 'p > b', lost: '.none' } },
    )
    expect(outcome.selectors).toEqual({ last: 'y', lost: null })
    expect(performance.now() - startedAt).toBeLessThan(1500)
  })

  test('take time by the number of their matches', async () => {
    const startedAt = performance.now()
    const { selectors } = await analysed(`<main>${'<p>x'.repeat(40_000)}`, {}, { selectors: { all: ['p'] } })
    expect(selectors).toEqual({ all: Array.from({ length: 40_000 }, () => 'x') })
    expect(performance.now() - startedAt).toBeLessThan(1500)
  })

  test('leave out of a list what has no such attribute', async () => {
    const selectors = { titles: [{ selector: 'a', value: 'title' }] as const }
    const links = '<a title=1>a</a><a>b</a><a title="">c</a>'
    expect((await analysed(links, {}, { selectors })).selectors).toEqual({ titles: ['1', ''] })
  })

  test('are absent when none are asked for', async () => {
    expect(await analysed(page)).not.toHaveProperty('selectors')
  })

  test('name attributes, even those that the parser has a use of its own for', async () => {
    const form = '<input name=size type=text constructor=c checked style="color: red"><p>x</p>'
    const read = (value: string) => ({ selector: 'input', value })
    const selectors = {
      name: read('name'),
      type: read('type'),
      constructor: read('constructor'),
      parent: read('parent'),
      checked: read('checked'),
      tagName: read('tagName'),
      missing: { selector: 'p', value: 'constructor' },
      nested: { selector: 'p', value: { hasOwnProperty: { selector: 'b', value: '__proto__' } } },
    }
    expect((await analysed(form, {}, { selectors })).selectors).toEqual({
      name: 'size',
      type: 'text',
      constructor: 'c',
      parent: null,
      checked: true,
      tagName: 'INPUT',
      missing: null,
      nested: { hasOwnProperty: null },
    })
  })

  test('that bring too much together fail the page', async () => {
    const nested = `${'<div>'.repeat(400)}${'wheel '.repeat(1000)}`
    const selectors = { all: [{ selector: 'div', value: 'outerHTML' }] as const }
    const outcome = await outcomeOf({ body: bytes(nested) }, { selectors, maxDataChars: 100_000 })
    expect(outcome).toMatchObject({
      failure: {
        code: 'analysis-failed',
        message: expect.stringMatching(/^The selector "all" failed: .*more than 100000 characters/),
      },
    })
  })

  test('read XML with its own case', async () => {
    const selectors = { date: 'pubDate' }
    const feed = await analysed(
      '<rss><pubDate>today</pubDate></rss>',
      { contentType: 'text/xml' },
      { selectors },
    )
    expect(feed.selectors).toEqual({ date: 'today' })
  })

  test.each(['a[', ':nonsense(x)', '>>'])(
    'that are invalid (%s) fail the page and are named',
    async (selector) => {
      const outcome = await outcomeOf({ body: bytes(page) }, { selectors: { good: 'a', bad: selector } })
      expect(outcome).toMatchObject({
        kind: 'failed',
        failure: { stage: 'analysis', code: 'analysis-failed' },
      })
      expect(outcome).toMatchObject({
        failure: { message: expect.stringMatching(/^The selector "bad" failed: [^\n]+$/) },
      })
    },
  )
})
