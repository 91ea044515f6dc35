import { describe, expect, test } from 'vitest'
import { type ListedPage, pagePairs } from '../../src/diff/pagePairs.ts'

const page = (key: string, ...otherKeys: string[]): ListedPage => ({ key, otherKeys, hasResult: true })

describe('the pages of two runs', () => {
  test('are matched by what they are known by, in the order of the later run, then of the earlier', () => {
    const before = ['d', 'a', 'c', 'b'].map((key) => page(key))
    const after = ['b', 'new', 'a'].map((key) => page(key))
    expect(pagePairs(before, after)).toEqual([
      { before: 3, after: 0 },
      { before: undefined, after: 1 },
      { before: 1, after: 2 },
      { before: 0, after: undefined },
      { before: 2, after: undefined },
    ])
  })

  test('are found by their duplicates too, on either side', () => {
    expect(pagePairs([page('a', 'b')], [page('b')])).toEqual([{ before: 0, after: 0 }])
    expect(pagePairs([page('b')], [page('a', 'b')])).toEqual([{ before: 0, after: 0 }])
    expect(pagePairs([page('a', 'b'), page('b')], [page('b')])).toEqual([
      { before: 1, after: 0 },
      { before: 0, after: undefined },
    ])
  })
})
