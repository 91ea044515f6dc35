import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHostSettings, hostMatcher } from '../../src/config/hostSettings.ts'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import type { HostRules, HostTable, ScraperOptions } from '../../src/types.ts'

function settingsFor(hosts: HostTable, fetch: ScraperOptions['fetch'] = {}) {
  return createHostSettings(resolveOptions({ fetch: { ...fetch, hosts } }, {}).fetch)
}

const everywhere = { concurrency: 4, intervalMs: 0, allowPrivate: 'listed', headers: {} }

test('without rules every host is treated alike, by one object', () => {
  const settingsOf = settingsFor({}, { headers: { 'X-A': '1' }, perHost: { concurrency: 2 } })
  expect(settingsOf('a.example')).toEqual({ ...everywhere, concurrency: 2, headers: { 'x-a': '1' } })
  expect(settingsOf('b.example')).toBe(settingsOf('a.example'))
})

test('a host that no rule is for is treated as every host', () => {
  const settingsOf = settingsFor({ 'a.example': { concurrency: 1 } })
  expect(settingsOf('b.example')).toEqual(everywhere)
  expect(settingsOf('x.a.example')).toEqual(everywhere)
})

test('the exact name goes before the longer domain, that before the shorter, and all before what is general', () => {
  const settingsOf = settingsFor(
    {
      'a.b.example': { concurrency: 1 },
      '*.b.example': { concurrency: 2, intervalMs: 20 },
      '*.example': { concurrency: 3, intervalMs: 30, allowPrivate: 'never' },
    },
    { perHost: { intervalMs: 40 } },
  )
  const allowPrivate = 'never'
  expect(settingsOf('a.b.example')).toMatchObject({ concurrency: 1, intervalMs: 20, allowPrivate })
  expect(settingsOf('c.b.example')).toMatchObject({ concurrency: 2, intervalMs: 20, allowPrivate })
  expect(settingsOf('b.example')).toMatchObject({ concurrency: 3, intervalMs: 30, allowPrivate })
  expect(settingsOf('example')).toMatchObject({ concurrency: 4, intervalMs: 40, allowPrivate: 'listed' })
})

test('headers are merged by name, whatever their case', () => {
  const settingsOf = settingsFor(
    {
      '*.example': { headers: { 'x-A': 'below', 'X-B': 'below' } },
      'a.example': { headers: { 'X-b': 'exact' } },
    },
    { headers: { 'X-A': 'general', 'X-C': 'general' } },
  )
  expect(settingsOf('a.example').headers).toEqual({ 'x-a': 'below', 'x-b': 'exact', 'x-c': 'general' })
  expect(settingsOf('b.test').headers).toEqual({ 'x-a': 'general', 'x-c': 'general' })
})

test('a name means the same however it is written, and with a final dot', () => {
  const settingsOf = settingsFor({ 'BÜCHER.example.': { concurrency: 1 }, '[::0:1]': { concurrency: 2 } })
  expect(settingsOf(new URL('http://bücher.EXAMPLE/').hostname).concurrency).toBe(1)
  expect(settingsOf(new URL('http://bücher.example./').hostname).concurrency).toBe(1)
  expect(settingsOf(new URL('http://[::1]/').hostname).concurrency).toBe(2)
})

describe('auth', () => {
  test.each<[HostRules['auth'], string]>([
    // The examples of RFC 7617, 2 and 2.1.
    ['Aladdin:open sesame', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    [{ username: 'test', password: '123£' }, 'Basic dGVzdDoxMjPCow=='],
    ['name:with:colons', `Basic ${btoa('name:with:colons')}`],
  ])('%j is an authorization header', (auth, authorization) => {
    const settingsOf = settingsFor({ 'a.example': { auth: auth ?? '' } })
    expect(settingsOf('a.example').headers).toEqual({ authorization })
    expect(settingsOf('b.example').headers).toEqual({})
  })

  test('goes before the header of what is less exact, and gives way to that of what is more', () => {
    const bearer = { headers: { Authorization: 'Bearer x' } }
    const auth = { auth: 'a:b' }
    expect(settingsFor({ 'a.example': auth }, bearer)('a.example').headers.authorization).toMatch(/^Basic/)
    expect(settingsFor({ '*.example': auth, 'a.example': bearer })('a.example').headers).toEqual({
      authorization: 'Bearer x',
    })
  })
})

test('what is remembered of many hosts changes no answer', () => {
  const settingsOf = settingsFor({ '*.even.example': { concurrency: 2 } })
  const concurrencyOf = (i: number) => settingsOf(`h${i}.${i % 2 ? 'odd' : 'even'}.example`).concurrency
  const numbers = Array.from({ length: 10_000 }, (_, i) => i)
  for (const _round of [1, 2]) {
    expect(numbers.filter((i) => concurrencyOf(i) !== (i % 2 ? 4 : 2))).toEqual([])
  }
  expect(settingsOf('h0.even.example')).toBe(settingsOf('h0.even.example'))
})

const label = fc.constantFrom('a', 'b', 'c')
const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
const name = fc.tuple(fc.constantFrom('', '*.'), host).map((parts) => parts.join(''))
const rules = fc.record(
  { concurrency: fc.integer({ min: 1, max: 9 }), intervalMs: fc.integer({ min: 0, max: 9 }) },
  { requiredKeys: [] },
)

test('each key comes from the most exact rules that have it', () => {
  fc.assert(
    fc.property(fc.dictionary(name, rules, { noNullPrototype: true }), host, (hosts, hostname) => {
      const fits = (pattern: string): boolean =>
        pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : pattern === hostname
      const exactness = (pattern: string): number =>
        pattern.startsWith('*.') ? pattern.length : Number.POSITIVE_INFINITY
      const inOrder = Object.keys(hosts)
        .filter(fits)
        .sort((a, b) => exactness(a) - exactness(b))
      const expected = Object.assign({}, everywhere, ...inOrder.map((pattern) => hosts[pattern]))
      expect(settingsFor(hosts)(hostname)).toEqual(expected)
    }),
  )
})

describe('a list of hosts', () => {
  test('matches exact names, and names below a domain at any depth', () => {
    const isOne = hostMatcher(['Localhost', '*.Bücher.example', '[::1]', 'not a host'])
    for (const host of [
      'localhost',
      'localhost.',
      'a.xn--bcher-kva.example',
      'a.b.xn--bcher-kva.example',
      '[::1]',
    ])
      expect(isOne(host), host).toBe(true)
    for (const host of [
      'xn--bcher-kva.example',
      'axn--bcher-kva.example',
      'a.localhost',
      '[::2]',
      'not a host',
    ])
      expect(isOne(host), host).toBe(false)
  })

  test('without patterns nothing matches', () => {
    expect(hostMatcher([])('localhost')).toBe(false)
  })

  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/)
  const domain = fc.array(word, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))

  test('*.name matches what ends with .name, whatever it is; name matches itself alone', () => {
    fc.assert(
      fc.property(domain, domain, (name, host) => {
        expect(hostMatcher([`*.${name}`])(host)).toBe(host.endsWith(`.${name}`))
        expect(hostMatcher([`*.${name}`])(`${host}.${name}`)).toBe(true)
        expect(hostMatcher([name])(host)).toBe(host === name)
      }),
    )
  })
})
