import { expect, test } from 'vitest'
import { createTable } from '../../../src/merge/duplicates/createTable.ts'

/** Where its memory for few rows ends, and where one piece of that for many does. */
const firstSeam = 4096
const seam = 2 ** 18

test('a table holds what was pushed and set', () => {
  const table = createTable()
  expect(table.width()).toBe(0)
  const cells = new Uint32Array(2)
  for (let row = 0; row < seam + 10; row++) {
    cells.set([row, 2 ** 32 - 1 - row])
    table.push(cells)
  }
  table.set(firstSeam - 1, 1, 6)
  table.set(seam, 1, 7)
  expect(table.width()).toBe(2)
  const rows = [firstSeam - 1, firstSeam, seam - 1, seam, seam + 1]
  expect(rows.map((row) => [table.get(row, 0), table.get(row, 1)])).toEqual([
    [firstSeam - 1, 6],
    [firstSeam, 2 ** 32 - 1 - firstSeam],
    [seam - 1, 2 ** 32 - seam],
    [seam, 7],
    [seam + 1, 2 ** 32 - seam - 2],
  ])
  expect(table.get(seam + 10, 0)).toBe(0)
})
