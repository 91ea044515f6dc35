import { expect, test } from 'vitest'
import { partialName } from '../../src/output/format.ts'

test.each([
  ['out.json', 'out.partial.json'],
  ['a.b/out.csv.gz', 'a.b/out.partial.csv.gz'],
  ['out.2026.sqlite', 'out.2026.partial.sqlite'],
  ['a.b/out', 'a.b/out.partial'],
  ['.json', '.json.partial'],
])('half of %s stands in %s', (file, aside) => {
  expect(partialName(file)).toBe(aside)
})
