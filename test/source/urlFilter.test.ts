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
    expect(createUrlFilter({ include, exclude }).isWanted('https://a.example/blog/1')).toBe(isWanted)
  })
})

describe('patterns of no use', () => {
  const unusedAfter = (urls: readonly string[]) => {
    const filter = createUrlFilter({ include: ['/blog/', '/news/'], exclude: ['*.pdf', '/1'] })
    for (const url of urls) filter.isWanted(url)
    return filter.unused()
  }

  test('are those that no URL has fitted', () => {
    expect(unusedAfter([])).toEqual({ include: ['/blog/', '/news/'], exclude: ['*.pdf', '/1'] })
    expect(unusedAfter(['https://a.example/blog/1'])).toEqual({ include: ['/news/'], exclude: ['*.pdf'] })
  })

  test('are found although another pattern fits the same URL, or has left it out', () => {
    expect(unusedAfter(['https://a.example/blog/', 'https://a.example/blog/news/'])).toMatchObject({
      include: [],
    })
    expect(unusedAfter(['https://a.example/x.pdf', 'https://a.example/1.pdf'])).toMatchObject({ exclude: [] })
  })
})
