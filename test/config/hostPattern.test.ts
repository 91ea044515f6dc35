import { describe, expect, test } from 'vitest'
import { domainsAbove, hostPattern } from '../../src/config/hostPattern.ts'

describe('a pattern', () => {
  test.each([
    ['example.com', 'example.com'],
    ['EXAMPLE.com.', 'example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['localhost', 'localhost'],
    ['with_underscore.example', 'with_underscore.example'],
    ['127.0.0.1', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['[::1]', '[::1]'],
    ['[2001:DB8:0::1]', '[2001:db8::1]'],
  ])('%s means the host %s', (written, host) => {
    expect(hostPattern(written)).toEqual({ host, isWildcard: false })
  })

  test.each([
    ['*.example.com', 'example.com'],
    ['*.BÜCHER.example.', 'xn--bcher-kva.example'],
    ['*.com', 'com'],
  ])('%s means the names below %s', (written, host) => {
    expect(hostPattern(written)).toEqual({ host, isWildcard: true })
  })

  test.each([
    '',
    '*',
    '*.',
    '*.*.example',
    'a.*.example',
    '*example.com',
    '*.127.0.0.1',
    '*.[::1]',
    '::1',
    '[::1]:80',
    '[nonsense]',
    'https://example.com',
    'example.com/',
    'example.com:443',
    'user@example.com',
    'example.com#a',
    'a,b',
    'a b',
    'a\nb',
    'a%62',
    'a..b',
    '.a',
    '.',
    'xn--a',
    '999.999.999.999',
  ])('%j is none', (written) => {
    expect(hostPattern(written)).toBeUndefined()
  })
})

test('the domains above a host go from the shortest to the longest', () => {
  expect(domainsAbove('a.b.example.com')).toEqual(['com', 'example.com', 'b.example.com'])
  expect(domainsAbove('localhost')).toEqual([])
  expect(domainsAbove('[::1]')).toEqual([])
})
