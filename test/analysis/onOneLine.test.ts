import { expect, test } from 'vitest'
import { onOneLine } from '../../src/analysis/onOneLine.ts'

test('every stretch of white space is one space, and there is none at the ends', () => {
  expect(onOneLine(' \n a  b\tc\u00a0 d\n')).toBe('a b c d')
  expect(onOneLine(' \n')).toBe('')
})

test.each([0, 1, 2, 3])('also where it stands in the middle of a long text, %d characters on', (offset) => {
  const text = `${'x'.repeat(offset)}${'ab \n c'.repeat(100_000)}`
  expect(onOneLine(text)).toBe(text.replace(/\s+/g, ' '))
})
