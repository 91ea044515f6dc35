import { expect, test } from 'vitest'
import { LongList } from '../../src/analysis/longList.ts'

const counted = (length: number) => {
  const list = new LongList<number>()
  for (let at = 0; at < length; at++) list.push(at)
  return list
}

test('a long list has what was added, each at its place', () => {
  const list = counted(40_000)
  expect(list.length).toBe(40_000)
  expect([0, 16_383, 16_384, 39_999].map((place) => list.at(place))).toEqual([0, 16_383, 16_384, 39_999])
  expect([...list]).toEqual(Array.from({ length: 40_000 }, (_, at) => at))
})

test.each([0, 1, 16_383, 16_384, 16_385, 32_768, 39_999, 40_000])(
  'and goes on from where it was cut, at %d',
  (length) => {
    const list = counted(40_000)
    list.cut(length)
    list.push(-1)
    expect([...list]).toEqual([...Array.from({ length }, (_, at) => at), -1])
  },
)

test('no part of it is copied again for it to grow', () => {
  const list = counted(16_385)
  const parts = () => Object.values(list).flatMap((value) => (Array.isArray(value) ? value : []))
  const [first] = parts()
  for (let at = 0; at < 20_000; at++) list.push(at)
  expect(parts()[0]).toBe(first)
})
