import { expect, test } from 'vitest'
import { createColumn } from '../../../src/merge/duplicates/createColumn.ts'
import { createTable } from '../../../src/merge/duplicates/createTable.ts'

const count = 10_000

test('a table holds what was pushed and set', () => {
  const table = createTable()
  expect(table.width()).toBe(0)
  for (let row = 0; row < count; row++) table.push(Uint32Array.of(row, 2 ** 32 - 1 - row))
  table.set(4096, 1, 7)
  expect(table.width()).toBe(2)
  expect([table.get(4095, 1), table.get(4096, 1), table.get(4097, 1)]).toEqual([
    ...[2 ** 32 - 4096, 7, 2 ** 32 - 4098],
  ])
  expect(Array.from({ length: count }, (_, row) => table.get(row, 0))).toEqual([...Array(count).keys()])
})

test('a column holds what was pushed', () => {
  const column = createColumn()
  for (let value = 0; value < count; value++) column.push(value)
  expect([...column.values()]).toEqual([...Array(count).keys()])
})
