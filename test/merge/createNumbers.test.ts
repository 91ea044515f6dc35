import { expect, test } from 'vitest'
import { createWholeNumbers } from '../../src/merge/createNumbers.ts'

test('a list of numbers gives what was pushed in one piece, and is empty afterwards', async () => {
  const numbers = createWholeNumbers()
  const count = 70_000
  for (let value = 0; value < count; value++) numbers.push(value)
  expect(numbers.length).toBe(count)
  const taken = await numbers.taken(() => undefined)
  expect(taken).toHaveLength(count)
  expect(taken.every((value, at) => value === at)).toBe(true)
  expect(await numbers.taken(() => undefined)).toEqual(new Uint32Array(0))
})
