import { describe, expect, test } from 'vitest'
import { wordMarks } from '../../src/diff/wordMarks.ts'

/** The marked words of both lines. */
function marked(removed: string, added: string): [string[], string[]] | undefined {
  const marks = wordMarks(removed, added)
  const texts = (line: string, ranges: readonly (readonly [number, number])[] = []) =>
    ranges.map(([start, end]) => line.slice(start, end))
  return marks && [texts(removed, marks.removed), texts(added, marks.added)]
}

describe('the words in which two lines differ', () => {
  test.each([
    ['words', 'It costs four euros.', 'It costs five euros.', ['four'], ['five']],
    ['a word that came', 'It turns at night.', 'It turns only at night.', [], ['only']],
    ['a sign', 'It turns at night.', 'It turns at night!', ['.'], ['!']],
    ['words together', 'One two three four.', 'One 2 3 four.', ['two three'], ['2 3']],
    ['characters of a script without spaces', '除星期天外都开放', '除星期六外都开放', ['天'], ['六']],
    ['letters with accents', 'Die Mühle läuft gut.', 'Die Mühle lief gut.', ['läuft'], ['lief']],
  ])('are %s', (_name, removed, added, gone, come) => {
    expect(marked(removed, added)).toEqual([gone, come])
  })

  test('are none of lines with little in common', () => {
    expect(wordMarks('The mill turns day and night.', 'Tickets are sold at the gate.')).toBeUndefined()
    expect(wordMarks('Short.', `Short. ${'And then much more. '.repeat(9)}`)).toBeUndefined()
  })

  test('are found in a line of any length, by its ends', () => {
    const words = 'never ends and '.repeat(50_000)
    expect(marked(`${words}old ${words}`, `${words}new ${words}`)).toEqual([['old'], ['new']])
    const signs = '水'.repeat(500_000)
    expect(marked(`${signs}旧${signs}`, `${signs}新${signs}`)).toEqual([['旧'], ['新']])
  })

  test('hold no half of a character', () => {
    const emoji = '\u{1f600}'.repeat(200)
    expect(marked(`${emoji}\u{1f601}${emoji}`, `${emoji}\u{1f602}${emoji}`)).toEqual([
      ['\u{1f601}'],
      ['\u{1f602}'],
    ])
  })
})
