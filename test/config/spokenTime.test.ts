import { expect, test } from 'vitest'
import { spokenTime } from '../../src/config/spokenTime.ts'

test.each([
  [0, '0.0 s'],
  [0.2, '1 ms'],
  [50, '50 ms'],
  [100, '0.1 s'],
  [450, '0.5 s'],
  [9949, '9.9 s'],
  [9950, '10 s'],
  [59_499, '59 s'],
  [60_000, '1 min'],
  [370_000, '6 min 10 s'],
  [5_220_000, '1 h 27 min'],
  [7_200_000, '2 h'],
  [183_600_000, '2 d 3 h'],
])('%s milliseconds are %s', (ms, expected) => {
  expect(spokenTime(ms)).toBe(expected)
})
