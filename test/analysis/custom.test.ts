import { describe, expect, test } from 'vitest'
import { type CustomAnalyser, withErrorsKept } from '../../src/analysis/custom.ts'
import { analysed, bytes, outcomeOf } from './support/analysed.ts'

const page = '<html lang=en><title>Mill</title><p>One</p><p>Two</p>'
const resultOf = async (customAnalyser: CustomAnalyser) =>
  (await analysed(page, {}, { selectors: {}, customAnalyser })).custom

describe('the user’s analyser', () => {
  test('sees the tree, the page and its text', async () => {
    const found = await resultOf(({ $, page: seen, text }) => ({ paragraphs: $('p').length, seen, text }))
    expect(found).toEqual({
      paragraphs: 2,
      seen: {
        url: 'https://mill.example/page',
        title: 'Mill',
        description: null,
        language: 'en',
        canonical: null,
        charset: 'utf-8',
      },
      text: 'One\n\nTwo',
    })
  })

  test('may be asynchronous, and may find nothing', async () => {
    expect(await resultOf(async () => 'later')).toBe('later')
    expect(await resultOf(() => undefined)).toBeNull()
  })

  test('works on plain text too', async () => {
    const customAnalyser: CustomAnalyser = ({ $ }) => $.root().text()
    const found = await analysed('a < b', { contentType: 'text/plain' }, { selectors: {}, customAnalyser })
    expect(found.custom).toBe('a < b')
  })

  test('fails the page with the first line of what it throws', async () => {
    const thrown: [unknown, string][] = [
      [new TypeError('no price\nat line 3'), 'TypeError: no price'],
      ['just words', 'just words'],
      [new RangeError('too far'), 'RangeError: too far'],
    ]
    for (const [error, message] of thrown) {
      const customAnalyser = () => {
        throw error
      }
      expect(await outcomeOf({ body: bytes(page) }, { selectors: {}, customAnalyser })).toEqual({
        kind: 'failed',
        failure: {
          stage: 'analysis',
          code: 'analysis-failed',
          message: `The module of analysis.module failed: ${message}`,
        },
      })
    }
  })

  test.each([
    ['a function', () => () => 1],
    ['a big integer', () => 1n],
    ['the query itself', ({ $ }) => $('p')],
  ] as [string, CustomAnalyser][])('fails the page when its result is %s', async (_, customAnalyser) => {
    const outcome = await outcomeOf({ body: bytes(page) }, { selectors: {}, customAnalyser })
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'analysis-failed' } })
  })

  test('fails the page when it makes more of it than it may', async () => {
    const options = { selectors: {}, customAnalyser: () => 'x'.repeat(300e6), maxDataChars: 1000 }
    expect(await outcomeOf({ body: bytes(page) }, options)).toMatchObject({
      failure: { code: 'analysis-failed', message: expect.stringContaining('more than 1000 characters') },
    })
  })

  test('may throw what cannot be shown', async () => {
    const customAnalyser = () => {
      throw Object.create(null)
    }
    expect(await outcomeOf({ body: bytes(page) }, { selectors: {}, customAnalyser })).toMatchObject({
      failure: { code: 'analysis-failed', message: expect.stringContaining('cannot be shown') },
    })
  })
})

describe('an analyser whose errors are kept', () => {
  const keptOf = (analyser: CustomAnalyser) => resultOf(withErrorsKept(analyser))

  test.each([
    [
      'an error',
      () => {
        throw new TypeError('no price\nat line 3')
      },
      'TypeError: no price',
    ],
    ['a rejection', () => Promise.reject('just words'), 'just words'],
    ['a function for a result', () => () => 1, 'TypeError: A function is no data'],
    ['a big integer in its result', () => ({ n: 1n }), expect.stringContaining('BigInt')],
    [
      'half a character',
      () => {
        throw '\ud800'
      },
      '\ufffd',
    ],
    [
      'what cannot be shown',
      () => {
        throw Object.create(null)
      },
      expect.stringContaining('cannot be shown'),
    ],
  ] as [string, CustomAnalyser, unknown][])('has %s as its data', async (_, analyser, error) => {
    expect(await keptOf(analyser)).toEqual({ error })
  })

  test('that makes too much is an error like any other', async () => {
    const kept = withErrorsKept(() => 'x'.repeat(300e6), 1000)
    expect(await resultOf(kept)).toEqual({ error: expect.stringContaining('more than 1000 characters') })
  })

  test('that goes too deep is an error like any other', async () => {
    const deeper = (n: number): number => deeper(n + 1) + 1
    expect(await keptOf(() => deeper(0))).toEqual({ error: expect.stringContaining('RangeError') })
  })

  test('says what it always says where there is none', async () => {
    expect(await keptOf(async ({ text }) => ({ text }))).toEqual({ text: 'One\n\nTwo' })
    expect(await keptOf(() => undefined)).toBeNull()
  })
})
