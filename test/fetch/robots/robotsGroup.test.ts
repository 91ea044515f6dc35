import { describe, expect, test } from 'vitest'
import { parseRobotsTxt } from '../../../src/fetch/robots/robotsTxt.ts'

const delayOf = (...lines: string[]): number | undefined =>
  parseRobotsTxt(lines.join('\n'), 'textmill').crawlDelayMs
const isAllowed = (...lines: string[]): boolean =>
  parseRobotsTxt(lines.join('\n'), 'textmill').verdict('http://a.example/b').allowed

describe('a group is for', () => {
  test.each(['textmill', 'TEXTMILL', 'textmill/1.0', 'textmill (a mill)', 'textmill*'])(
    'us as %j',
    (name) => {
      expect(isAllowed(`User-agent: ${name}`, 'Disallow: /')).toBe(false)
    },
  )

  test.each(['textmillbot', 'text', 'textmill-news', 'textmill_', '*textmill', '/textmill', ''])(
    'another as %j',
    (name) => {
      expect(isAllowed(`User-agent: ${name}`, 'Disallow: /')).toBe(true)
    },
  )

  test('all as a star, alone or before a space', () => {
    expect(isAllowed('User-agent: *', 'Disallow: /')).toBe(false)
    expect(isAllowed('User-agent: * (all)', 'Disallow: /')).toBe(false)
  })
})

describe('the crawl delay', () => {
  test.each([
    ['1', 1000],
    ['0', 0],
    ['.5', 500],
    ['2.', 2000],
    ['0.0015', 2],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ])('of %s is %d ms', (written, delayMs) => {
    expect(delayOf('User-agent: *', `Crawl-delay: ${written}`)).toBe(delayMs)
  })

  test.each(['', '-1', '[5]', '1e3', '5s', 'Infinity', '1,5', '.'])(
    'is none where %j is written',
    (written) => {
      expect(delayOf('User-agent: *', `Crawl-delay: ${written}`)).toBeUndefined()
    },
  )

  test('is that of our group, else of all, and never of another', () => {
    expect(delayOf('User-agent: textmill', 'Crawl-delay: 2', 'User-agent: *', 'Crawl-delay: 9')).toBe(2000)
    expect(delayOf('User-agent: other', 'Crawl-delay: 2', 'User-agent: *', 'Crawl-delay: 9')).toBe(9000)
    expect(delayOf('User-agent: textmill', 'Allow: /', 'User-agent: *', 'Crawl-delay: 9')).toBeUndefined()
    expect(delayOf('User-agent: other', 'Crawl-delay: 2')).toBeUndefined()
    expect(delayOf('Crawl-delay: 2', 'User-agent: *', 'Allow: /')).toBeUndefined()
  })

  test('is for all robots named before it, whatever rules stand between', () => {
    expect(delayOf('User-agent: textmill', 'User-agent: other', 'Disallow: /', 'Crawl-delay: 3')).toBe(3000)
  })

  test('is not for a robot named after it, though the rules are for both', () => {
    const lines = ['User-agent: other', 'Crawl-delay: 3', 'User-agent: textmill', 'Disallow: /']
    expect(delayOf(...lines)).toBeUndefined()
    expect(isAllowed(...lines)).toBe(false)
    expect(isAllowed(...lines.map((line) => line.replace('other', 'textmill')))).toBe(false)
    expect(delayOf('User-agent: textmill', 'Crawl-delay: 3', 'User-agent: *', 'Crawl-delay: 9')).toBe(3000)
  })

  test('is the longest of several', () => {
    expect(delayOf('User-agent: *', 'Crawl-delay: 1', 'Crawl-delay: 4', 'Crawl-delay: 2')).toBe(4000)
  })
})
