import { describe, expect, test } from 'vitest'
import { robotsDirectives } from '../../../src/fetch/robots/robotsDirectives.ts'

const keysOf = (body: string): string[] => robotsDirectives(body).map(({ key }) => key)

describe('a line', () => {
  test('is a key and a value, with any white space and a comment', () => {
    expect(robotsDirectives('\t Disallow\t: \v/a b \f# c: d')).toEqual([{ key: 'disallow', value: '/a b' }])
    expect(robotsDirectives('Sitemap:https://a.example/b')).toEqual([
      { key: 'sitemap', value: 'https://a.example/b' },
    ])
    expect(robotsDirectives('Disallow:')).toEqual([{ key: 'disallow', value: '' }])
  })

  test.each(['dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw', 'DisAllowed'])(
    'that says %s means to forbid',
    (key) => expect(keysOf(`${key}: /`)).toEqual(['disallow']),
  )

  test('may misspell other keys', () => {
    expect(keysOf('useragent: a\nuser agent: a\nsite-map: a\ncrawldelay: 1')).toEqual([
      ...['user-agent', 'user-agent', 'sitemap', 'crawl-delay'],
    ])
  })

  test('without a colon is one only of two words', () => {
    expect(robotsDirectives('disallow\t /a')).toEqual([{ key: 'disallow', value: '/a' }])
    expect(robotsDirectives('disallow /a /b\ndisallow\nuser agent\nallow all of it')).toEqual([])
  })

  test('that is anything else is passed over', () => {
    expect(robotsDirectives('<html>\nHost: a\n: /\nnot-disallow: /\nwe disallow: /\n# disallow: /')).toEqual(
      [],
    )
  })
})

describe('a file of more than 500 KiB', () => {
  const limit = 500 * 1024
  const fileOf = (bytes: number, end: string): string => 'Allow: /'.padEnd(bytes - end.length, ' ') + end

  test('is read up to the limit', () => {
    expect(keysOf(`${fileOf(limit - 11, '\n')}Disallow: /`)).toEqual(['allow', 'disallow'])
  })

  test.each(['\n', '\r', '\r\n'])('ends at its last whole line: %j', (end) => {
    expect(keysOf(`${fileOf(limit - 10, end)}Disallow: /a${end}Sitemap: b`)).toEqual(['allow'])
  })

  test('has no lines when the first never ends', () => {
    expect(keysOf(fileOf(limit + 1, ''))).toEqual([])
  })
})
