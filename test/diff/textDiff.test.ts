import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textDiff } from '../../src/diff/textDiff.ts'
import { normalisedText, textLines } from '../../src/diff/textLines.ts'
import type { DiffLine, TextDiff } from '../../src/types.ts'

const words = fc.array(fc.constantFrom('mill', 'river', 'wheel', 'flour', 'old'), {
  minLength: 1,
  maxLength: 6,
})
const lines = fc.array(
  words.map((list) => list.join(' ')),
  { maxLength: 30 },
)
const context = fc.integer({ min: 0, max: 4 })

const of = (kinds: readonly DiffLine['kind'][], list: readonly DiffLine[]) =>
  list.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text)

/** The earlier lines with the hunks put in where they belong. */
function applied(before: readonly string[], { hunks }: TextDiff): string[] {
  const result: string[] = []
  let at = 0
  for (const hunk of hunks) {
    const old = of(['same', 'removed'], hunk.lines)
    expect(before.slice(hunk.before - 1, hunk.before - 1 + old.length)).toEqual(old)
    result.push(...before.slice(at, hunk.before - 1))
    expect(result).toHaveLength(hunk.after - 1)
    result.push(...of(['same', 'added'], hunk.lines))
    at = hunk.before - 1 + old.length
  }
  return [...result, ...before.slice(at)]
}

describe('the diff of a text', () => {
  test('makes the earlier text into the later one', () => {
    fc.assert(
      fc.property(lines, lines, context, (before, after, around) => {
        expect(applied(before, textDiff(before, after, around))).toEqual(after)
      }),
    )
  })

  test('is empty for a text and itself', () => {
    fc.assert(
      fc.property(lines, context, (one, around) => {
        expect(textDiff(one, one, around)).toEqual({ removed: 0, added: 0, hunks: [] })
      }),
    )
  })

  test('counts what came as what went, the other way round', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const [one, other] = [textDiff(before, after, 1), textDiff(after, before, 1)]
        expect([one.removed, one.added]).toEqual([other.added, other.removed])
      }),
    )
  })

  test('marks ranges within lines, in order', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        for (const { lines: shown } of textDiff(before, after, 1).hunks) {
          for (const { text, marks = [] } of shown) {
            const places = marks.flat()
            expect(places).toEqual(places.toSorted((a, b) => a - b))
            expect(places.every((place) => place >= 0 && place <= text.length)).toBe(true)
          }
        }
      }),
    )
  })

  test('shows the lines around, and joins what is near', () => {
    const before = [...'abcdefghij']
    const hunksOf = (after: string[], around: number) =>
      textDiff(before, after, around).hunks.map(({ before: start, lines: shown }) => [
        start,
        shown.map(({ kind, text }) => ({ same: ' ', removed: '-', added: '+' })[kind] + text).join(''),
      ])
    const after = before.map((line) => (line === 'c' || line === 'f' ? line.toUpperCase() : line))
    expect(hunksOf(after, 0)).toEqual([
      [3, '-c+C'],
      [6, '-f+F'],
    ])
    expect(hunksOf(after, 1)).toEqual([[2, ' b-c+C d e-f+F g']])
    expect(hunksOf(['new', ...before], 2)).toEqual([[1, '+new a b']])
  })

  test('marks the first million characters of changed lines, or the first line: the time would grow without end', () => {
    // 2,507 characters each.
    const text = (word: string) =>
      Array.from({ length: 300 }, (_, i) => `${100 + i} ${'mill '.repeat(500)}${word}`)
    const [hunk] = textDiff(text('old'), text('new'), 0).hunks
    const added = hunk?.lines.filter(({ kind }) => kind === 'added') ?? []
    expect(added.findIndex(({ marks }) => marks === undefined)).toBe(Math.ceil(1_000_000 / (2 * 2507)))
    expect(added.filter(({ marks }) => marks !== undefined)).toHaveLength(200)
    const line = 'mill '.repeat(500_000)
    const [long] = textDiff([`${line}old`], [`${line}new`], 0).hunks
    expect(long?.lines.map(({ marks }) => marks)).toEqual([
      [[2_500_000, 2_500_003]],
      [[2_500_000, 2_500_003]],
    ])
  })

  test('marks the line that has become another, though one was put in before it', () => {
    const { hunks } = textDiff(
      ['The mill turns day and night.'],
      ['Nothing of this was here.', 'The mill turns at night.'],
      0,
    )
    expect(hunks[0]?.lines).toEqual([
      { kind: 'removed', text: 'The mill turns day and night.', marks: [[15, 22]] },
      { kind: 'added', text: 'Nothing of this was here.' },
      { kind: 'added', text: 'The mill turns at night.', marks: [[15, 17]] },
    ])
  })
})

describe('the lines of a text', () => {
  test('are the same for CRLF, LF and other white space', () => {
    expect(textLines('a  b\r\n\r\n c\u00a0d \n\t\n')).toEqual(['a b', 'c d'])
  })

  test('joined are the normalised text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '\u00a0', '\u2028', '水') })
    fc.assert(
      fc.property(text, (one) => {
        expect(textLines(one).join(' ')).toBe(normalisedText(one))
      }),
    )
  })
})
