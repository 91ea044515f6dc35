import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayPass, retryDelayMs } from '../../src/schedule/retryDelay.ts'
import type { FailureCode } from '../../src/types.ts'

describe('the delay before another attempt', () => {
  test.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [6, 16_000],
    [7, 30_000],
    [50, 30_000],
  ])('after attempt %i is at most %i ms', (attempt, ceiling) => {
    expect(retryDelayMs(attempt, 0.999999)).toBeCloseTo(ceiling, -1)
    expect(retryDelayMs(attempt, 0)).toBe(0)
  })

  test('is spread over the whole span', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, random) => {
          expect(retryDelayMs(attempt, random)).toBe(Math.round(random * retryDelayMs(attempt, 1)))
        },
      ),
    )
  })
})

describe('another attempt is worth it', () => {
  const passing: FailureCode[] = [
    'dns-failed',
    'connection-refused',
    'connection-reset',
    'timeout',
    'protocol-error',
    'truncated',
  ]
  const lasting: FailureCode[] = [
    'dns-not-found',
    'tls',
    'not-html',
    'body-too-large',
    'bad-encoding',
    'redirect-loop',
    'analysis-timeout',
  ]

  test.each(passing)('after %s', (code) => {
    expect(mayPass({ stage: 'fetch', code, message: '' })).toBe(true)
  })
  test.each(lasting)('but not after %s', (code) => {
    expect(mayPass({ stage: 'fetch', code, message: '' })).toBe(false)
  })
  test.each([
    [408, true],
    [425, true],
    [429, true],
    [500, true],
    [502, true],
    [503, true],
    [504, true],
    [501, false],
    [505, false],
    [520, false],
    [404, false],
    [403, false],
    [304, false],
  ])('after status %i: %s', (statusCode, expected) => {
    expect(mayPass({ stage: 'fetch', code: 'http-status', message: '', statusCode })).toBe(expected)
  })
})
