import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shingleStates } from '../../src/analysis/features/shingleStates.ts'
import { fingerprint } from '../../src/analysis/fingerprint.ts'
import { onOneLine } from '../../src/analysis/onOneLine.ts'
import { tokens } from '../../src/analysis/tokens.ts'
import { vocabulary } from '../../src/analysis/vocabulary.ts'

/** Lone surrogates among them. */
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))
const of = (text: string) => fingerprint(onOneLine(text), shingleStates(vocabulary(tokens(text))))
const simhashOf = (text: string) => of(text).simhash ?? ''

function distance(a: string, b: string): number {
  const bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  return bits.toString(2).replaceAll('0', '').length
}

/** A text of made-up words, another for each seed. */
function madeUp(seed: number, length: number): string[] {
  let state = seed
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return `w${(state >>> 8) % 5000}`
  })
}

describe('the SHA-256', () => {
  test('is that of the text in UTF-8 as hex', () => {
    expect(of('The mill.').sha256).toBe(createHash('sha256').update('The mill.').digest('hex'))
  })

  test('takes no notice of white space and of how characters are composed', () => {
    expect(of(' The  café\n\nturns\u00a0on ').sha256).toBe(of('The cafe\u0301 turns on').sha256)
    expect(of('The mill').sha256).not.toBe(of('the mill').sha256)
  })

  test('takes time by the length, however many marks a letter has', () => {
    const [low, high, astral] = ['\u0316', '\u0301', '\ud834\udd65\ud834\udd85']
    for (const marks of [low + high, astral + low]) {
      const startedAt = performance.now()
      fingerprint(`A ${'a'.repeat(300)}${marks.repeat(60_000)}`, new Int32Array())
      expect(performance.now() - startedAt).toBeLessThan(1000)
    }
  })
})

describe('the SimHash', () => {
  test('is 16 hex digits, and null without words', () => {
    expect(simhashOf('mill')).toMatch(/^[0-9a-f]{16}$/)
    expect(of(' … ').simhash).toBeNull()
  })

  test('stays the same from version to version', () => {
    expect(simhashOf('The mill by the river turns.')).toMatchInlineSnapshot(`"40b80410408a2086"`)
  })

  test('of near duplicates differs in few bits', () => {
    const text = madeUp(1, 400)
    const changed = text.with(50, 'mill').with(300, 'wheel')
    expect(distance(simhashOf(text.join(' ')), simhashOf(changed.join(' ')))).toBeLessThanOrEqual(6)
    expect(
      distance(simhashOf(text.join(' ')), simhashOf([...text, 'Read', 'more'].join(' '))),
    ).toBeLessThanOrEqual(6)
    expect(distance(simhashOf(text.join(' ')), simhashOf(text.join(' ').toUpperCase()))).toBe(0)
  })

  test('of unrelated texts differs in about half of the bits', () => {
    const distances = Array.from({ length: 200 }, (_, i) =>
      distance(simhashOf(madeUp(2 * i + 1, 200).join(' ')), simhashOf(madeUp(2 * i + 2, 200).join(' '))),
    )
    const mean = distances.reduce((sum, bits) => sum + bits, 0) / distances.length
    expect(mean).toBeGreaterThan(30)
    expect(mean).toBeLessThan(34)
    expect(Math.min(...distances)).toBeGreaterThan(12)
  })

  test('takes the order of the words into account', () => {
    const text = madeUp(7, 300)
    expect(distance(simhashOf(text.join(' ')), simhashOf(text.toReversed().join(' ')))).toBeGreaterThan(12)
  })

  test('is there for any text with a word, broken characters or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit, maxLength: 60 }), (text) => {
        const found = of(`${text} mill`)
        expect(found.simhash).toMatch(/^[0-9a-f]{16}$/)
        expect(found).toEqual(of(`${text} mill`))
      }),
    )
  })
})
