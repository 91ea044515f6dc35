import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tokens } from '../../src/analysis/tokens.ts'

const definition = /[\p{L}\p{N}\p{M}]+(?:['’ʼ·][\p{L}\p{M}]+|[.,](?<=\p{N}.)\p{N}+)*/gu

function wordsOf(text: string): string[] {
  const { forms, words } = tokens(text)
  return words.map((form) => forms[form] ?? '')
}

describe('tokens', () => {
  test('are what the definition of a word says, in scripts with spaces', () => {
    const unit = fc.constantFrom(
      ...[
        'a',
        'é',
        'ß',
        'ж',
        '가',
        '\u0301',
        '4',
        '²',
        '٣',
        '.',
        ',',
        "'",
        '’',
        'ʼ',
        '·',
        ' ',
        '\n',
        '-',
        '…',
        '—',
      ],
      ...['\u{1d400}', '\ud83d', '\ude00', '\u{10400}', 'ﬀ', 'ᄀ'],
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const found = [...text.matchAll(definition)].map(([word]) => word)
        expect(wordsOf(text)).toEqual(found)
        expect(tokens(text).forms).toEqual([...new Set(found)])
      }),
      { numRuns: 2000 },
    )
  })

  test('have each distinct word once, however many there are', () => {
    const distinct = Array.from({ length: 5000 }, (_, at) => `w${at}`)
    const { forms, words } = tokens([...distinct, ...distinct].join(' '))
    expect(forms).toEqual(distinct)
    expect(words).toEqual([...distinct.keys(), ...distinct.keys()])
  })

  test('know what stands before each word', () => {
    expect(tokens('The old mill-wheel, (made) of oak. Turns\nand turns').gaps).toEqual([
      ...['stop', 'space', 'space', 'space', 'sign', 'sign', 'space', 'stop', 'stop', 'space'],
    ])
  })

  test('of scripts without spaces are words of the dictionary, with nothing between', () => {
    const text = '水車は川のそばで回ります。iPhone15を買う'
    const words = wordsOf(text)
    const { gaps } = tokens(text)
    expect(words).toContain('水車')
    expect(words.join('')).toBe('水車は川のそばで回りますiPhone15を買う')
    expect(gaps).toHaveLength(words.length)
    expect(gaps[1]).toBe('space')
  })

  test.each(['a', 'é', 'م', '가', '\u0301', '\ud800', ' ', '.', 'a ', "a'", '1,'])(
    'take time by the length: a million times %j',
    (unit) => {
      const start = performance.now()
      const { words, gaps } = tokens(unit.repeat(1_000_000))
      expect(gaps).toHaveLength(words.length)
      expect(performance.now() - start).toBeLessThan(2000)
    },
  )
})
