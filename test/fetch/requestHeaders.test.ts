import zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ownHeaders } from '../../src/config/headerMap.ts'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import { createRequestHeaders } from '../../src/fetch/requestHeaders.ts'
import type { HeaderMap, HostSettings, Redirect } from '../../src/types.ts'

const HOME = 'https://example.com/page'
const SETTINGS = { concurrency: 4, intervalMs: 0, allowPrivate: 'listed' } as const

function requestHeaders(headers: HeaderMap = {}, jar = '') {
  const config = { ...resolveOptions({ input: ['-'] }).fetch, contact: null, acceptLanguage: 'de, en;q=0.5' }
  const settings: HostSettings = { ...SETTINGS, headers }
  const cookies = {
    header: () => jar,
    store: () => {},
    [Symbol.asyncDispose]: async () => {},
  }
  return createRequestHeaders({
    config,
    settingsOf: () => settings,
    cookies: jar === '' ? undefined : cookies,
  })
}

const chain = (...urls: string[]): Redirect[] => urls.map((url) => ({ url, statusCode: 302 }))

describe('what a request for a page carries', () => {
  test('by itself: who asks, and what it takes', () => {
    const headers = requestHeaders().forPage(new URL(HOME), [])
    expect(Object.keys(headers)).toEqual(['user-agent', 'accept', 'accept-language', 'accept-encoding'])
    expect(headers['user-agent']).toMatch(/^textmill\/\d/)
    expect(headers.accept).toMatch(/^text\/html,/)
    expect(headers['accept-language']).toBe('de, en;q=0.5')
  })

  test('offers zstd exactly where Node has it', () => {
    const codings = requestHeaders().forPage(new URL(HOME), [])['accept-encoding']
    const hasZstd = 'zstdDecompressSync' in zlib
    expect(codings).toBe(hasZstd ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br')
  })

  test('is one and the same frozen object, as long as nobody wants more', () => {
    const { forPage } = requestHeaders()
    const first = forPage(new URL(HOME), [])
    expect(Object.isFrozen(first)).toBe(true)
    expect(forPage(new URL('http://other.example/'), chain(HOME))).toBe(first)
  })

  test("is one object for all requests to a host with headers of the user's", () => {
    const { forPage } = requestHeaders({ 'x-api-key': 'k' })
    expect(forPage(new URL(HOME), [])).toBe(forPage(new URL('https://example.com/other'), []))
  })

  test("holds the user's headers, which may replace ours", () => {
    const headers = requestHeaders({ authorization: 'Basic eA==', accept: '*/*', 'user-agent': 'Mine' })
    expect(headers.forPage(new URL(HOME), [])).toMatchObject({
      authorization: 'Basic eA==',
      accept: '*/*',
      'user-agent': 'Mine',
      'accept-language': 'de, en;q=0.5',
    })
  })

  test.each([...ownHeaders])('never holds %s, which belongs to the connection', (name) => {
    expect(requestHeaders({ [name]: 'x' }).forPage(new URL(HOME), [])).not.toHaveProperty([name])
  })
})

describe("the user's headers", () => {
  const wanted = { authorization: 'Basic eA==', 'x-api-key': 'k', cookie: 'own=1', 'user-agent': 'Mine' }
  const { forPage } = requestHeaders(wanted)
  const carries = (url: string, redirects: Redirect[]): boolean => {
    const headers = forPage(new URL(url), redirects)
    const names = Object.keys(wanted).filter((name) => headers[name] === Object(wanted)[name])
    expect([0, 4]).toContain(names.length)
    return names.length === 4
  }

  test('stay on while the redirects stay at the origin', () => {
    expect(carries(HOME, chain('https://example.com/a', 'https://example.com:443/b'))).toBe(true)
  })

  test.each([
    ['another host', 'https://example.org/'],
    ['a name below', 'https://www.example.com/'],
    ['another port', 'https://example.com:8443/'],
    ['another scheme', 'http://example.com/'],
  ])('do not go to %s', (_, url) => {
    expect(carries(url, chain(HOME))).toBe(false)
  })

  test('stay away once the origin was left, even where the chain leads back', () => {
    expect(carries('https://example.com/back', chain(HOME, 'https://example.org/'))).toBe(false)
  })

  test('do not go with robots.txt: it is asked for once for all pages, however they came', () => {
    const robots = requestHeaders({ accept: 'image/png', 'x-key': 'k' }, 'a=1').forRobots()
    expect(robots).not.toHaveProperty('x-key')
    expect(robots).not.toHaveProperty('cookie')
    expect(robots).toMatchObject({ accept: 'text/plain,*/*;q=0.1', 'accept-encoding': 'identity' })
  })
})

describe('what asks for another version than the known one', () => {
  const known = { finalUrl: HOME, answerHash: '', bodyHash: '', etag: null, lastModified: null }
  const conditions = (headers: HeaderMap): (string | undefined)[] => [
    headers['if-none-match'],
    headers['if-modified-since'],
  ]

  test('is its validators, as they came', () => {
    const { forPage } = requestHeaders()
    expect(conditions(forPage(new URL(HOME), [], { ...known, etag: 'W/"1"' }))).toEqual(['W/"1"', undefined])
    const date = 'Tue, 03 Nov 2026 08:00:00 GMT'
    expect(conditions(forPage(new URL(HOME), [], { ...known, lastModified: date }))).toEqual([
      undefined,
      date,
    ])
  })

  test("stands alone: a 304 to the user's own condition would say nothing of the known page", () => {
    const { forPage } = requestHeaders({ 'if-none-match': '"mine"', 'x-api-key': 'k' })
    const date = 'Tue, 03 Nov 2026 08:00:00 GMT'
    const headers = forPage(new URL(HOME), [], { ...known, lastModified: date })
    expect(conditions(headers)).toEqual([undefined, date])
    expect(headers['x-api-key']).toBe('k')
    expect(conditions(forPage(new URL(HOME), []))).toEqual(['"mine"', undefined])
  })
})

describe('cookies of the jar', () => {
  test('go wherever the jar says, also away from home', () => {
    const { forPage } = requestHeaders({ 'x-api-key': 'k' }, 'a=1; b=2')
    const away = forPage(new URL('https://example.org/'), chain(HOME))
    expect(away.cookie).toBe('a=1; b=2')
    expect(away).not.toHaveProperty('x-api-key')
  })

  test("stand behind the user's own, and do not bring those along", () => {
    const { forPage } = requestHeaders({ cookie: 'own=1' }, 'a=1')
    expect(forPage(new URL(HOME), []).cookie).toBe('own=1; a=1')
    expect(forPage(new URL('https://example.org/'), chain(HOME)).cookie).toBe('a=1')
  })
})
