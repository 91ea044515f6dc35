import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gap } from '../../src/analysis/gapBetween.ts'
import { tokens } from '../../src/analysis/tokens.ts'

const definition = /[\p{L}\p{N}\p{M}]+(?:['’ʼ·][\p{L}\p{M}]+|[.,](?<=\p{N}.)\p{N}+)*/gu

function wordsOf(text: string): string[] {
  const { forms, words } = tokens(text)
  return Array.from(words, (form) => forms[form] ?? '')
}

/** Tens of thousands of words whose FNV-1a hashes have the same lower 16 bits: each part takes all of them to one number. */
function collidingWords(): string[] {
  const low = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193) & 0xffff
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz')
  const after = (state: number, part: string) =>
    [...part].reduce((hash, c) => low(hash, c.charCodeAt(0)), state)
  const pairs = letters.flatMap((first) => letters.map((second) => first + second))
  let state = 0x811c9dc5 & 0xffff
  let words = ['']
  for (let round = 0; round < 6; round++) {
    const parts = new Map<number, string[]>()
    for (const pair of pairs) {
      const half = after(state, pair)
      for (const other of pairs) {
        const end = after(half, other)
        const there = parts.get(end)
        if (there === undefined) parts.set(end, [pair + other])
        else if (there.length < 6) there.push(pair + other)
      }
    }
    const [end, found] = [...parts].find(([, some]) => some.length === 6) ?? [0, []]
    words = words.flatMap((word) => found.map((part) => word + part))
    state = end
  }
  return words
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
    expect([...words]).toEqual([...distinct.keys(), ...distinct.keys()])
  })

  test('take a few bytes a word', () => {
    const { words, gaps } = tokens('one two one')
    expect([words, gaps].map((column) => column.BYTES_PER_ELEMENT)).toEqual([4, 4])
  })

  test('know what stands before each word', () => {
    const { space, sign, stop } = gap
    expect([...tokens('The old mill-wheel, (made) of oak. Turns\nand turns').gaps]).toEqual([
      ...[stop, space, space, space, sign, sign, space, stop, stop, space],
    ])
  })

  test('of scripts without spaces are words of the dictionary, with nothing between', () => {
    const text = '水車は川のそばで回ります。iPhone15を買う'
    const words = wordsOf(text)
    const { gaps } = tokens(text)
    expect(words).toContain('水車')
    expect(words.join('')).toBe('水車は川のそばで回りますiPhone15を買う')
    expect(gaps).toHaveLength(words.length)
    expect(gaps[1]).toBe(gap.space)
  })

  test('take time by the length where all words would have one place', () => {
    const words = collidingWords()
    const text = words.join(' ')
    const start = performance.now()
    const { forms } = tokens(text)
    expect(performance.now() - start).toBeLessThan(1000)
    expect(forms).toEqual(words)
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
