import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentences } from '../../src/analysis/sentences.ts'

test.each([
  ['', 0],
  ['...', 0],
  ['One', 1],
  ['One. Two! Three? "Four." (Five.) Six…', 6],
  ['Wait... what?! Yes.', 2],
  ['A heading\nA line\n\nA paragraph. With two.', 4],
  ['It costs 3.50 at example.com today.', 1],
  ['Dr. Mill met J. R. Wheel. They spoke, e.g. about flour.', 2],
  ['He stopped. and went on.', 1],
  ['水車は回ります。粉になります。本当？', 3],
  ['यह चक्की है। वह नदी है।', 2],
])('%j has %d sentences', (text, count) => {
  expect(sentences(text)).toBe(count)
})

test('a text has no more sentences than words, and at least one if it has a word', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'mill', '.', '. ', '! ', '\n', ' ', '。', '…', '"'), { maxLength: 40 }),
      (pieces) => {
        const text = pieces.join('')
        const words = text.match(/[a-z]+/g)?.length ?? 0
        expect(sentences(text)).toBeLessThanOrEqual(words)
        expect(sentences(text) > 0).toBe(words > 0)
      },
    ),
  )
})

test('a long run of stops between letters ends nothing', () => {
  expect(sentences(`a${'.'.repeat(300_000)}b`)).toBe(1)
})
