import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collapsedText } from '../../src/analysis/collapsedText.ts'

test('every run of white space becomes one space', () => {
  expect(collapsedText('a \t\n b\u00a0c\u3000\u3000d')).toBe('a b c d')
})

test('white space is what a regular expression takes for it', () => {
  const letters = fc.oneof(
    fc.constantFrom(' ', 'a', '\u0001', '\u200b', '\u180e'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  )
  fc.assert(
    fc.property(fc.array(letters), (list) => {
      const text = list.join('')
      expect(collapsedText(text)).toBe(text.replace(/\s+/g, ' '))
    }),
  )
  for (let code = 0; code < 0x10000; code++) {
    const text = `a${String.fromCharCode(code)}b`
    if (collapsedText(text) !== text.replace(/\s+/g, ' ')) throw new Error(`U+${code.toString(16)}`)
  }
})
