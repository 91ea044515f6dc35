import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ResponseHeaders } from '../../src/fetch/exchange.ts'
import { serverPauseMs } from '../../src/fetch/serverPause.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
const YEAR_MS = 365 * 24 * 3_600_000

const pause = (statusCode: number, headers: ResponseHeaders): number =>
  serverPauseMs(statusCode, headers, NOW)
const dateAt = (time: number): string => new Date(time).toUTCString()

describe('Retry-After', () => {
  test.each([
    ['2', 2000],
    ['0', 0],
    [' 120 ', 120_000],
    ['0.65', 650],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
    ['Monday, 23-Nov-26 12:00:30 GMT', 30_000],
    ['Mon Nov 23 12:00:30 2026', 30_000],
    ['Mon, 23 Nov 2026 11:59:30 GMT', 0],
    [String(NOW / 1000 + 30), 30_000],
    [String(NOW + 30_000), 30_000],
  ])('%j is understood', (value, pauseMs) => {
    expect(pause(429, { 'retry-after': value })).toBe(pauseMs)
  })

  test.each([
    '',
    'soon',
    '-1',
    '+5',
    '1e3',
    '0x10',
    '5s',
    '10, 20',
    'NaN',
    'Infinity',
    'Mon, 31 Feb 2027 00:00:00 GMT',
  ])('%j is ignored', (value) => {
    expect(pause(503, { 'retry-after': value })).toBe(0)
    expect(pause(503, { 'retry-after': value, 'ratelimit-remaining': '0', 'ratelimit-reset': '7' })).toBe(
      7000,
    )
  })

  test.each([400, 403, 404, 429, 500, 502, 503, 504])('counts with status %i', (statusCode) => {
    expect(pause(statusCode, { 'retry-after': '2' })).toBe(2000)
  })
  test.each([200, 204, 301, 302, 304])('does not count with status %i', (statusCode) => {
    expect(pause(statusCode, { 'retry-after': '2' })).toBe(0)
  })

  test('is compared with the server’s own clock, however wrong it is', () => {
    for (const serverNow of [NOW - 86_400_000, NOW + 86_400_000]) {
      const headers = { date: dateAt(serverNow), 'retry-after': dateAt(serverNow + 30_000) }
      expect(pause(503, headers)).toBe(30_000)
    }
    expect(pause(503, { date: 'today', 'retry-after': dateAt(NOW + 30_000) })).toBe(30_000)
  })

  test('wins over a rate limit, and the longest of several over the others', () => {
    const limit = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3600' }
    expect(pause(429, { 'retry-after': '2', ...limit })).toBe(2000)
    expect(pause(200, { 'retry-after': '2', ...limit })).toBe(3_600_000)
    expect(pause(429, { 'retry-after': ['2', 'soon', '5'] })).toBe(5000)
  })
})

describe('a rate limit with nothing remaining', () => {
  test.each([
    ['GitHub', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 60) }],
    ['Twitter', 429, { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(NOW / 1000 + 60) }],
    ['GitLab', 429, { 'ratelimit-remaining': '0', 'ratelimit-reset': String(NOW / 1000 + 60) }],
    ['Reddit', 200, { 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '60' }],
    ['Discord', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${NOW / 1000 + 60}.000` }],
    ['Upstash', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW + 60_000) }],
    ['Vimeo', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-11-23T12:01:00+00:00' }],
    ['a dated reset', 200, { 'ratelimit-remaining': '0', 'ratelimit-reset': dateAt(NOW + 60_000) }],
    ['the drafts up to 06', 200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '60' }],
    ['draft 07', 200, { ratelimit: 'limit=100, remaining=0, reset=60' }],
    ['draft 08', 200, { ratelimit: 'default;r=0;t=60' }],
    ['Cloudflare', 200, { ratelimit: '"default";r=0;t=60' }],
    ['express-rate-limit', 429, { ratelimit: '"100-in-1min"; r=0; t=60; pk=:MTI3O2Y9LHI9MQ==:' }],
  ])('pauses until its reset, as %s writes it', (_, statusCode, headers) => {
    expect(pause(statusCode, headers)).toBe(60_000)
  })

  test('is compared with the server’s own clock', () => {
    const serverNow = NOW - 5 * 3_600_000
    const reset = String(serverNow / 1000 + 60)
    expect(
      pause(200, { date: dateAt(serverNow), 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }),
    ).toBe(60_000)
  })

  test('is the longest of several', () => {
    expect(pause(200, { ratelimit: '"hour";r=0;t=90, "day";r=9;t=4000, "burst";r=0;t=2' })).toBe(90_000)
    expect(pause(200, { ratelimit: ['"hour";r=0;t=90', '"day";r=0;t=95'] })).toBe(95_000)
    const twice = { 'x-ratelimit-remaining': ['50', '0'], 'x-ratelimit-reset': ['600', '4'] }
    expect(pause(200, twice)).toBe(4000)
  })

  test('has a name that may hold anything', () => {
    expect(pause(200, { ratelimit: '"a;r=0;t=900, \\"b\\";r=0;t=9";r=1;t=1' })).toBe(0)
    expect(pause(200, { ratelimit: '"a, b";r=0;t=3' })).toBe(3000)
    expect(pause(200, { ratelimit: '"never closed;r=0;t=3' })).toBe(0)
  })

  test.each<ResponseHeaders>([
    { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '60' },
    { 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '60' },
    { 'x-ratelimit-remaining': '0' },
    { 'x-ratelimit-reset': '60' },
    { 'x-ratelimit-remaining': '', 'x-ratelimit-reset': '60' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 - 60) },
    { ratelimit: '"default";r=50;t=30' },
    { ratelimit: '"default";r=0' },
    { ratelimit: '"default";t=30' },
    { ratelimit: 'limit=100, remaining=1, reset=60' },
    {},
  ])('and a time is what %j does not tell of', (headers) => {
    expect(pause(429, headers)).toBe(0)
  })
})

describe('whatever a server sends', () => {
  const written = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[\d.]{1,400}$/),
    fc.double().map(String),
    fc.constantFrom('9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT', '"x";r=0;t=99999999999', 'r=0;t=-1'),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  )
  const names = [
    'date',
    'retry-after',
    'ratelimit',
    'ratelimit-reset',
    'x-ratelimit-reset',
    'x-rate-limit-reset',
  ]
  const remaining = {
    'ratelimit-remaining': '0',
    'x-ratelimit-remaining': '0',
    'x-rate-limit-remaining': '0',
  }

  test('the pause is a whole number between nothing and a year', () => {
    const headers = fc.dictionary(fc.constantFrom(...names), fc.oneof(written, fc.array(written)))
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), headers, (statusCode, some) => {
        const pauseMs = pause(statusCode, { ...some, ...remaining })
        expect(Number.isInteger(pauseMs)).toBe(true)
        expect(pauseMs).toBeGreaterThanOrEqual(0)
        expect(pauseMs).toBeLessThanOrEqual(YEAR_MS)
      }),
      { numRuns: 500 },
    )
  })

  test('the time to read it grows with its length alone', () => {
    const started = performance.now()
    for (const piece of ['"', '\\', '"\\', ';', ',', '=', '0', ' ', 'r=0;t=1,']) {
      const text = piece.repeat(65_536 / piece.length)
      expect(pause(429, { ratelimit: text, 'retry-after': text })).toBeLessThanOrEqual(YEAR_MS)
    }
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
