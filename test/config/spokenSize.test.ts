import { expect, test } from 'vitest'
import { spokenSize } from '../../src/config/spokenSize.ts'

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1.0 KB'],
  [9_940, '9.9 KB'],
  [9_960, '10 KB'],
  [512 * 1024, '524 KB'],
  [999_499, '999 KB'],
  [999_600, '1.0 MB'],
  [350_000_000, '350 MB'],
  [3_240_000_000, '3.2 GB'],
  [5e15, '5000 TB'],
])('%i bytes are said as %s', (bytes, text) => {
  expect(spokenSize(bytes)).toBe(text)
})
