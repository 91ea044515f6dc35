import { expect, test } from 'vitest'
import { createRecentMap } from '../../src/schedule/recentMap.ts'

test('a recent map holds what was set last, and no more than its size', () => {
  const map = createRecentMap<number>(3)
  for (const key of ['a', 'b', 'c']) map.set(key, 1)
  map.set('a', 2)
  map.set('d', 1)
  expect(['a', 'b', 'c', 'd'].map(map.get)).toEqual([2, undefined, 1, 1])
  map.delete('a')
  map.set('e', 1)
  expect(['a', 'c', 'd', 'e'].map(map.get)).toEqual([undefined, 1, 1, 1])
})
