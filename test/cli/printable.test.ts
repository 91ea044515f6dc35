import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printable } from '../../src/cli/printable.ts'

test('text that can do nothing to a terminal stays as it is', () => {
  const text = 'https://example.com/naïve?q=日本語 🦊 [a] \\x'
  expect(printable(text)).toBe(text)
})

test.each([
  ['\u001b[2J', '\\x1b[2J'],
  ['a\r\nb\tc', 'a\\x0d\\x0ab\\x09c'],
  ['\u007f\u009b31m', '\\x7f\\x9b31m'],
  ['\u202egpj.exe', '\\u202egpj.exe'],
  ['\u2066a\u2069', '\\u2066a\\u2069'],
  ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
  ['\ufeffa\ud800b', '\\ufeffa\\ud800b'],
  ['\u{e0041}', '\\u{e0041}'],
])('%j becomes %s', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('whatever comes in, nothing that moves, hides or reorders comes out', () => {
  const anything = fc.array(fc.nat(0x10ffff)).map((codes) => String.fromCodePoint(...codes))
  fc.assert(
    fc.property(anything, (text) => {
      const shown = printable(text)
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u)
      expect(printable(shown)).toBe(shown)
    }),
  )
})
