import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { globMatcher, patternProblem, urlPattern } from '../../src/config/urlPattern.ts'

describe('a pattern of URLs', () => {
  test.each([
    ['*/blog/*', 'https://a.example/blog/1', true],
    ['*/blog/*', 'https://a.example/blog', false],
    ['*.pdf', 'https://a.example/x.pdf', true],
    ['*.pdf', 'https://a.example/x.pdf?v=1', false],
    ['https://a.example/*', 'https://a.example/', true],
    ['https://a.example/*', 'http://a.example/', false],
    ['HTTPS://A.Example/Blog*', 'https://a.example/Blog/1', true],
    ['https://a.example/blog*', 'https://a.example/Blog/1', false],
    ['a.example/blog/*', 'https://a.example/blog/1', true],
    ['a.example/*', 'https://www.a.example/', false],
    ['*.a.example/*', 'https://www.a.example/', true],
    ['/blog/*', 'https://a.example/blog/1', true],
    ['/blog/*', 'https://a.example/en/blog/1', false],
    ['/*?page=*', 'https://a.example/list?page=2', true],
    ['blog', 'https://a.example/my-blog/', true],
    ['a.example/x', 'https://a.example/xyz', true],
    ['/x.y', 'https://a.example/x-y', false],
    ['*/ü*', 'https://a.example/%C3%BCber', true],
    ['/\\/\\d+$/', 'https://a.example/posts/12', true],
    ['/\\/\\d+$/', 'https://a.example/posts/12/', false],
    ['/BLOG/i', 'https://a.example/blog', true],
    ['/BLOG/', 'https://a.example/blog', false],
    ['/en/blog', 'https://a.example/en/blog/1', true],
    ['/p/*/*', 'https://a.example/p/1/', true],
    ['/p/*/*', 'https://a.example/p/1', false],
    ['/p/*/', 'https://a.example/', true],
  ])('%s and %s: %s', (pattern, url, fits) => {
    expect(patternProblem(pattern)).toBeUndefined()
    expect(urlPattern(pattern)(url)).toBe(fits)
  })

  test.each([
    ['/(/', 'Invalid regular expression'],
    ['/blog/g', 'is a regular expression with the flags g, of which only i and u are known'],
    ['/en/us', 'a path is written */en/us*'],
    [' ', 'is empty'],
  ])('%s has a problem that is found beforehand: %s', (pattern, problem) => {
    expect(patternProblem(pattern)).toContain(problem)
  })

  test('holds nobody up, however many stars it has', () => {
    const fits = globMatcher(`${'*a'.repeat(50)}*b`)
    const startedAt = performance.now()
    expect(fits('a'.repeat(100_000))).toBe(false)
    expect(performance.now() - startedAt).toBeLessThan(200)
  })

  test('fits what the same regular expression fits', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 })
    fc.assert(
      fc.property(text, text, (glob, url) => {
        const expression = new RegExp(`^${glob.replaceAll('*', '.*')}$`)
        expect(globMatcher(glob)(url)).toBe(expression.test(url))
      }),
    )
  })
})
