import { expect, test } from 'vitest'
import { createCandidates } from '../../../src/merge/duplicates/createCandidates.ts'
import { createTable } from '../../../src/merge/duplicates/createTable.ts'

async function candidatesOf(rows: readonly (readonly number[])[]) {
  const bands = createTable()
  for (const row of rows) bands.push(Uint32Array.from(row))
  const candidates = await createCandidates(bands, rows.length, () => undefined)
  return rows.map((_, rank) => candidates.before(rank))
}

test('candidates are the earlier texts with a band in common, those with most first, then the earliest', async () => {
  const found = await candidatesOf([
    [1, 2, 3],
    [9, 2, 9],
    [8, 8, 8],
    [9, 2, 3],
    [7, 2, 7],
  ])
  expect(found).toEqual([[], [0], [], [0, 1], [0, 1, 3]])
})

test('the same number in two different bands is nothing in common', async () => {
  expect(
    await candidatesOf([
      [1, 2],
      [2, 1],
      [0, 0],
    ]),
  ).toEqual([[], [], []])
})

test('only the last 32 texts before are looked at in each band', async () => {
  const found = await candidatesOf(Array.from({ length: 10_000 }, (_, text) => [5, Math.floor(text / 5000)]))
  expect(found.every((candidates, text) => candidates.length === Math.min(text, 32))).toBe(true)
  expect(found[9999]).toEqual(Array.from({ length: 32 }, (_, i) => 9967 + i))
})

test('of a group without texts there are none', async () => {
  expect(await candidatesOf([])).toEqual([])
})
