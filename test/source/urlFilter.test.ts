import { describe, expect, test } from 'vitest'
import { createUrlFilter } from '../../src/source/urlFilter.ts'

describe('a URL is wanted', () => {
  test.each([
    [[], [], true],
    [['*/blog/*'], [], true],
    [['*/news/*'], [], false],
    [['*/news/*', '/BLOG/i'], [], true],
    [[], ['*.pdf', '*/blog/*'], false],
    [['*/blog/*'], ['*/1'], false],
    [[], ['*.pdf'], true],
  ])('with include %j and exclude %j: %s', (include, exclude, isWanted) => {
    expect(createUrlFilter({ include, exclude })('https://a.example/blog/1')).toBe(isWanted)
  })
})
