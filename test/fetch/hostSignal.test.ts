import { describe, expect, test } from 'vitest'
import { answerSignal, failureSignal } from '../../src/fetch/hostSignal.ts'
import type { FailureCode } from '../../src/types.ts'

const URL_OF = new URL('https://a.example:8443/x?y')
const ORIGIN = 'https://a.example:8443'

describe('an answer tells', () => {
  test.each([
    [200, 'welcome'],
    [204, 'welcome'],
    [301, 'welcome'],
    [404, 'unknown'],
    [403, 'unknown'],
    [500, 'unknown'],
    [429, 'too-fast'],
    [503, 'too-fast'],
  ])('with status %i that the pace is %s', (statusCode, pace) => {
    expect(answerSignal(URL_OF, statusCode, {}, 0)).toEqual({
      origin: ORIGIN,
      answered: true,
      pace,
      pauseMs: 0,
    })
  })

  test('how long the host wants to be left alone', () => {
    expect(answerSignal(URL_OF, 429, { 'retry-after': '3' }, 0)).toMatchObject({ pauseMs: 3000 })
    expect(
      answerSignal(URL_OF, 200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '9' }, 0),
    ).toMatchObject({ pace: 'welcome', pauseMs: 9000 })
  })
})

describe('a failure tells', () => {
  const nobody: FailureCode[] = ['connection-refused', 'connection-reset', 'dns-failed', 'timeout']
  test.each(nobody)('with %s before any connection that nobody is there', (code) => {
    expect(failureSignal(URL_OF, code, { isSent: false, headersSeen: false })).toMatchObject({
      origin: ORIGIN,
      answered: false,
    })
  })

  test.each(nobody)('with %s on a standing connection neither: it may be the page’s own', (code) => {
    expect(failureSignal(URL_OF, code, { isSent: true, headersSeen: false })).toMatchObject({
      answered: undefined,
    })
  })

  const certain: FailureCode[] = ['dns-not-found', 'tls', 'blocked-address', 'protocol-error']
  test.each(certain)('with %s nothing of the kind: asking again would not be worth it', (code) => {
    expect(failureSignal(URL_OF, code, { isSent: false, headersSeen: false })).toBeUndefined()
  })

  test('that somebody is there, once an answer has begun', () => {
    const seen = { isSent: true, headersSeen: true }
    expect(failureSignal(URL_OF, 'truncated', seen)).toMatchObject({ answered: true, pace: 'unknown' })
    expect(failureSignal(URL_OF, 'timeout', seen)).toMatchObject({ answered: true, pace: 'too-fast' })
  })
})
