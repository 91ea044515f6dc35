import { expect, test } from 'vitest'
import { paragraphs } from '../../src/analysis/paragraphs.ts'

test.each([
  ['', 0],
  ['\n\n', 0],
  ['One', 1],
  ['One\ntwo\n\nthree', 2],
  ['One\n \t\n\n\ntwo\n\n...\n\n3\n\n', 3],
])('%j has %d paragraphs', (text, count) => {
  expect(paragraphs(text)).toBe(count)
})
