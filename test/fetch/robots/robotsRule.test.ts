import { describe, expect, test } from 'vitest'
import { parseRobotsTxt } from '../../../src/fetch/robots/robotsTxt.ts'

function isAllowed(path: string, ...rules: string[]): boolean {
  const robots = ['User-agent: *', ...rules].join('\n')
  return parseRobotsTxt(robots, 'textmill').verdict(`http://a.example${path}`).allowed
}

describe('a rule that forbids', () => {
  test.each([
    ['/~mill', '/%7Emill'],
    ['/%7emill', '/~mill'],
    ['/foo/bar/%62%61%7A', '/foo/bar/baz'],
    ['/private', '/%70rivate'],
  ])('%j forbids %j: letters, digits and four marks are the same encoded', (rule, path) => {
    expect(isAllowed(path, `Disallow: ${rule}`)).toBe(false)
  })

  test('is not about what an encoded reserved character would mean', () => {
    expect(isAllowed('/a/b', 'Disallow: /a%2Fb')).toBe(true)
    expect(isAllowed('/a%2fb', 'Disallow: /a%2Fb')).toBe(false)
    expect(isAllowed('/a%2fb', 'Disallow: /a/b')).toBe(true)
  })

  test.each([
    ['/a b', '/a%20b'],
    ['/a"b', '/a%22b'],
    ['/{{product.url}}', '/%7B%7Bproduct.url%7D%7D'],
    ['/{{product.url}}', '/{{product.url}}'],
  ])('%j forbids %j: what no URL can hold is encoded', (rule, path) => {
    expect(isAllowed(path, `Disallow: ${rule}`)).toBe(false)
  })

  test('can name a star and a dollar by encoding them', () => {
    expect(isAllowed('/a*b', 'Disallow: /a%2Ab')).toBe(false)
    expect(isAllowed('/axb', 'Disallow: /a%2Ab')).toBe(true)
    expect(isAllowed('/a$', 'Disallow: /a%24')).toBe(false)
    expect(isAllowed('/a', 'Disallow: /a%24')).toBe(true)
    expect(isAllowed('/a$b', 'Disallow: /a$b')).toBe(false)
  })
})

test('the length of a rule is that of its decoded form', () => {
  expect(isAllowed('/~a/b', 'Disallow: /%7Ea', 'Allow: /~a/')).toBe(true)
  expect(isAllowed('/%7Ea', 'Disallow: /%7Ea', 'Allow: /%7Ea')).toBe(true)
})

test('an index page that is forbidden forbids no folder', () => {
  expect(isAllowed('/a/', 'Disallow: /a/index.html')).toBe(true)
  expect(isAllowed('/a/', 'Disallow: /a', 'Allow: /a/index.htm')).toBe(true)
  expect(isAllowed('/a/b', 'Disallow: /a', 'Allow: /a/index.htm')).toBe(false)
})
