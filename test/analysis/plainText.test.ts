import { expect, test } from 'vitest'
import { plainText, unwrappedText } from '../../src/analysis/plainText.ts'

test('plain text keeps its lines, without white space at their ends', () => {
  expect(plainText('\r\n a \r\n\r\n  b\rc\t\n')).toBe('a\n\n  b\nc')
})

test('unwrapped, only blank lines part it', () => {
  expect(unwrappedText('a\nb\nc\n\nd\n\n\ne')).toBe('a b c\n\nd\n\n\ne')
})
