import { expect, test } from 'vitest'
import { createCountSketch } from '../../../src/merge/boilerplate/createCountSketch.ts'

test('a sketch never counts less than was added, and hardly ever more', () => {
  const sketch = createCountSketch(2 ** 22)
  const timesOf = (i: number): number => 1 + (i % 5)
  for (let i = 0; i < 100_000; i++) for (let time = 0; time < timesOf(i); time++) sketch.add(i % 100, i)
  let more = 0
  let less = 0
  for (let i = 0; i < 100_000; i++) {
    const count = sketch.count(i % 100, i)
    if (count > timesOf(i)) more++
    if (count < timesOf(i)) less++
  }
  expect(less).toBe(0)
  expect(more).toBeLessThan(50)
  expect(sketch.count(1, 0)).toBe(0)
})

test('a sketch counts up to 255', () => {
  const sketch = createCountSketch(1)
  for (let time = 0; time < 300; time++) sketch.add(1, 2)
  expect(sketch.count(1, 2)).toBe(255)
})
