import { describe, expect, test } from 'vitest'
import { BlockedAddressError } from '../../src/fetch/address/addressGuard.ts'
import { BodyTooLargeError, ExchangeError } from '../../src/fetch/exchange.ts'
import { networkFailure } from '../../src/fetch/networkFailure.ts'
import { ProxyError } from '../../src/fetch/proxy/proxyError.ts'
import { TimeoutError } from '../../src/fetch/timeoutError.ts'

const error = (code: string) => Object.assign(new Error('as the system words it, with 10.0.0.1'), { code })
const failureOf = (cause: unknown, headersSeen = false) =>
  networkFailure(new ExchangeError(cause, headersSeen), 1000)

describe('an error that came before any answer', () => {
  test.each([
    ['ENOTFOUND', 'dns-not-found', 'the host name does not exist (ENOTFOUND)'],
    ['EAI_AGAIN', 'dns-failed', 'the host name could not be looked up (EAI_AGAIN)'],
    ['ECONNREFUSED', 'connection-refused', 'no connection could be made (ECONNREFUSED)'],
    ['EHOSTUNREACH', 'connection-refused', 'no connection could be made (EHOSTUNREACH)'],
    ['ECONNRESET', 'connection-reset', 'the connection was closed before the answer (ECONNRESET)'],
    ['UND_ERR_SOCKET', 'connection-reset', 'the connection was closed before the answer (UND_ERR_SOCKET)'],
    ['UND_ERR_INFO', 'connection-reset', 'the connection was closed before the answer (UND_ERR_INFO)'],
    [
      'ERR_HTTP2_STREAM_ERROR',
      'connection-reset',
      'the connection was closed before the answer (ERR_HTTP2_STREAM_ERROR)',
    ],
    [
      'ERR_HTTP2_SESSION_ERROR',
      'connection-reset',
      'the connection was closed before the answer (ERR_HTTP2_SESSION_ERROR)',
    ],
    [
      'ERR_HTTP2_GOAWAY_SESSION',
      'connection-reset',
      'the connection was closed before the answer (ERR_HTTP2_GOAWAY_SESSION)',
    ],
    ['ETIMEDOUT', 'timeout', 'the connection timed out (ETIMEDOUT)'],
    [
      'UND_ERR_HEADERS_OVERFLOW',
      'headers-too-large',
      'the headers of the answer are too large (UND_ERR_HEADERS_OVERFLOW)',
    ],
    ['HPE_INVALID_CONSTANT', 'protocol-error', 'the answer is not valid HTTP (HPE_INVALID_CONSTANT)'],
    ['ERR_HTTP2_ERROR', 'connection-reset', 'the connection was closed before the answer (ERR_HTTP2_ERROR)'],
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'tls',
      'no secure connection could be made (DEPTH_ZERO_SELF_SIGNED_CERT)',
    ],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'tls',
      'no secure connection could be made (ERR_TLS_CERT_ALTNAME_INVALID)',
    ],
    ['EPROTO', 'tls', 'no secure connection could be made (EPROTO)'],
  ])('%s is %s', (code, expected, message) => {
    expect(failureOf(error(code))).toEqual({ stage: 'fetch', code: expected, message })
  })
})

describe('an error after the head of the answer', () => {
  test.each([
    'ECONNRESET',
    'ECONNABORTED',
    'EPIPE',
    'UND_ERR_SOCKET',
    'UND_ERR_INFO',
    'ERR_HTTP2_STREAM_ERROR',
    'ERR_HTTP2_SESSION_ERROR',
    'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
  ])('%s is truncated', (code) => {
    expect(failureOf(error(code), true)).toMatchObject({ code: 'truncated' })
  })

  test('that the parser gives no code to is truncated at the end of the data, else protocol-error', () => {
    const parserError = (data: string) => Object.assign(new Error('x'), { name: 'HTTPParserError', data })
    expect(failureOf(parserError(''), true)).toMatchObject({ code: 'truncated' })
    expect(failureOf(parserError('zz'), true)).toMatchObject({ code: 'protocol-error' })
  })
})

describe('a deadline', () => {
  test('says what was missing, and how long it was waited for', () => {
    expect(failureOf(new TimeoutError('connection', 10_000))).toEqual({
      stage: 'fetch',
      code: 'timeout',
      message: 'no connection within 10000 ms',
    })
    expect(failureOf(new TimeoutError('answer', 15_000))).toMatchObject({
      code: 'timeout',
      message: 'no answer within 15000 ms',
    })
  })
})

describe('a proxy', () => {
  const proxy = 'http://proxy.example:3128'

  test.each([
    [
      error('ECONNREFUSED'),
      'connection-refused',
      `the proxy ${proxy}: no connection could be made (ECONNREFUSED)`,
    ],
    [error('ENOTFOUND'), 'dns-not-found', `the proxy ${proxy}: the host name does not exist (ENOTFOUND)`],
    [
      error('HPE_INVALID_CONSTANT'),
      'protocol-error',
      `the proxy ${proxy}: the answer is not valid HTTP (HPE_INVALID_CONSTANT)`,
    ],
    [new TimeoutError('connection', 500), 'timeout', `the proxy ${proxy}: no connection within 500 ms`],
  ])('that fails is named as one: %s', (cause, code, message) => {
    expect(failureOf(new ProxyError(proxy, { cause }))).toEqual({ stage: 'fetch', code, message })
  })

  test.each([407, 502])('that answers %i is http-status with that status', (statusCode) => {
    expect(failureOf(new ProxyError(proxy, { statusCode }))).toEqual({
      stage: 'fetch',
      code: 'http-status',
      message: `the proxy ${proxy} answered ${statusCode}`,
      statusCode,
    })
  })
})

test('a body too large, and an address that is not public, have codes of their own', () => {
  expect(failureOf(new BodyTooLargeError(), true)).toMatchObject({
    code: 'body-too-large',
    message: 'the body is larger than 1000 bytes',
  })
  expect(failureOf(new BlockedAddressError())).toMatchObject({ code: 'blocked-address' })
})
