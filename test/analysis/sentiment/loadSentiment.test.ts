import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadSentiment } from '../../../src/analysis/sentiment/loadSentiment.ts'

const rate = await loadSentiment()
/** Lone surrogates among them. */
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))
const anyText = fc.oneof(
  fc.string({ unit: anyUnit, maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'good',
        'BAD',
        'not',
        'but',
        'very',
        '.',
        '!',
        '\n',
        ':)',
        '__proto__',
        'constructor',
        'hasOwnProperty',
      ),
      {
        maxLength: 40,
      },
    )
    .map((words) => words.join(' ')),
)

function scoreOf(text: string): number {
  return rate(text, 'en')?.score ?? Number.NaN
}

describe('the sentiment of an English text', () => {
  test.each([
    'The mill was wonderful and the miller very friendly.',
    'The bread was not bad at all, we will come back.',
    'A delightful walk with superb views. Great value!',
    'I can’t complain.',
  ])('is positive: %s', (text) => {
    expect(scoreOf(text)).toBeGreaterThan(0)
  })

  test.each([
    'The room was dirty and the service terrible.',
    'The bread was not good and far too expensive.',
    'They promised much, but it is a useless, horrible waste of money.',
  ])('is negative: %s', (text) => {
    expect(scoreOf(text)).toBeLessThan(0)
  })

  test('is neutral where nothing is judged', () => {
    expect(rate('The mill stands by the river. It has two wheels.', 'en')).toEqual({
      score: 0,
      sentences: 2,
      positive: 0,
      negative: 0,
    })
  })

  test('is the mean of its sentences, of which the positive and the negative are counted', () => {
    const [good, bad, plain] = ['I love this mill.', 'I hate the noise.', 'It has a wheel.']
    const all = rate(`${good} ${bad}\n${plain}`, 'en')
    expect(all).toMatchObject({ sentences: 3, positive: 1, negative: 1 })
    expect(all?.score).toBeCloseTo((scoreOf(good) + scoreOf(bad) + scoreOf(plain)) / 3, 1)
  })

  test('does not depend on the kind of apostrophe or quotation mark', () => {
    expect(scoreOf('It isn’t a good mill, he said. “Highly recommended!”')).toBe(
      scoreOf('It isn\'t a good mill, he said. "Highly recommended!"'),
    )
    expect(scoreOf('“Highly recommended!”')).toBe(scoreOf('Highly recommended!'))
  })

  test.each(['', ' \n', '17.5 % — 42'])('is null where there are no words: %j', (text) => {
    expect(rate(text, 'en')).toBeNull()
  })

  test.each([['de'], ['es'], ['ja'], [null]])('is null for a text in another language: %s', (language) => {
    expect(rate('Ein wonderful Tag.', language)).toBeNull()
  })
})

describe('whatever the text', () => {
  test('the score is between -1 and 1, and no more sentences are rated than there are', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = rate(text, 'en')
        expect(rate(text, 'en')).toEqual(found)
        if (found === null) return
        const { score, sentences, positive, negative } = found
        expect(score).toBeGreaterThanOrEqual(-1)
        expect(score).toBeLessThanOrEqual(1)
        expect(Object.is(score, -0)).toBe(false)
        expect(Math.min(positive, negative)).toBeGreaterThanOrEqual(0)
        expect(positive + negative).toBeLessThanOrEqual(sentences)
      }),
    )
  })

  test('what stands beyond the first 50,000 characters is not read', () => {
    const plain = 'The mill turns by the river. '.repeat(1800)
    expect(rate(`${plain} I hate it.`, 'en')?.negative).toBe(0)
  })

  test.each([
    ['one word', 'a'],
    ['capitals', 'GREAT '],
    ['apostrophes', "'"],
    ['marks', '!'],
    ['words without an end', 'good but '],
    ['one-letter lines', 'a\n'],
  ])('a megabyte takes hardly longer than a twentieth of it: %s', (_, unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
    const least = elapsedMs(() => rate(text.slice(0, 50_000), 'en'))
    expect(elapsedMs(() => rate(text, 'en'))).toBeLessThan(3 * least + 100)
  })
})

function elapsedMs(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
