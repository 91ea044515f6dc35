import { expect, test } from 'vitest'
import { createListTally } from '../../src/forecast/createListTally.ts'
import type { InputEntry } from '../../src/types.ts'
import { pageEntry } from '../support/store.ts'

test('the entries of a list are counted by what they are, and the first of each page is told', () => {
  const tally = createListTally()
  const first = pageEntry('https://a.example/')
  const excluded = { ...pageEntry('https://b.example/'), isExcluded: true } as InputEntry
  expect(tally.add(first)).toBe(first)
  expect(tally.add(pageEntry('https://a.example/', 'a.example'))).toBeUndefined()
  expect(tally.add(excluded)).toBeUndefined()
  for (let i = 0; i < 9; i += 1)
    expect(tally.add({ written: `x${i}`, origin: `urls.txt:${i}`, invalid: 'why' })).toBeUndefined()
  expect(tally.counts).toEqual({ entries: 12, pages: 1, duplicates: 1, invalid: 9, excluded: 1 })
  expect(tally.invalidLines.map(({ written }) => written)).toEqual(['x0', 'x1', 'x2', 'x3', 'x4'])
})
