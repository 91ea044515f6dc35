import { errorCode } from '../errors.ts'
import type { Failure, FailureCode } from '../types.ts'
import { BlockedAddressError } from './address/addressGuard.ts'
import { BodyTooLargeError, type ExchangeError } from './exchange.ts'
import { ProxyError } from './proxy/proxyError.ts'
import { TimeoutError } from './timeoutError.ts'

const CODES: ReadonlyMap<string, FailureCode> = new Map<string, FailureCode>([
  ['ENOTFOUND', 'dns-not-found'],
  ['ENODATA', 'dns-not-found'],
  ['EAI_AGAIN', 'dns-failed'],
  ['EAI_FAIL', 'dns-failed'],
  ['EAI_NODATA', 'dns-not-found'],
  ['ESERVFAIL', 'dns-failed'],
  ['ETIMEOUT', 'dns-failed'],
  ['ECONNREFUSED', 'connection-refused'],
  ['EHOSTUNREACH', 'connection-refused'],
  ['ENETUNREACH', 'connection-refused'],
  ['EADDRNOTAVAIL', 'connection-refused'],
  ['EACCES', 'connection-refused'],
  ['EINVAL', 'connection-refused'],
  ['ECONNRESET', 'connection-reset'],
  ['ECONNABORTED', 'connection-reset'],
  ['EPIPE', 'connection-reset'],
  ['UND_ERR_SOCKET', 'connection-reset'],
  ['UND_ERR_INFO', 'connection-reset'],
  ['UND_ERR_ABORTED', 'connection-reset'],
  ['UND_ERR_CLOSED', 'connection-reset'],
  ['UND_ERR_DESTROYED', 'connection-reset'],
  // One bad frame ends its connection, and every page on it fails with this: most of them are innocent.
  ['ERR_HTTP2_ERROR', 'connection-reset'],
  ['ERR_HTTP2_GOAWAY_SESSION', 'connection-reset'],
  ['ERR_HTTP2_INVALID_SESSION', 'connection-reset'],
  ['ERR_HTTP2_INVALID_STREAM', 'connection-reset'],
  ['ERR_HTTP2_SESSION_ERROR', 'connection-reset'],
  ['ERR_HTTP2_STREAM_CANCEL', 'connection-reset'],
  ['ERR_HTTP2_STREAM_ERROR', 'connection-reset'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_OVERFLOW', 'headers-too-large'],
  ['HPE_HEADER_OVERFLOW', 'headers-too-large'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'truncated'],
  ['EPROTO', 'tls'],
])

/** OpenSSL's verdicts on certificates, as Node names them, end in no common way. */
const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|CRL_|ERROR_IN_|INVALID_)/

const SENTENCES: Partial<Record<FailureCode, string>> = {
  'dns-not-found': 'the host name does not exist',
  'dns-failed': 'the host name could not be looked up',
  'connection-refused': 'no connection could be made',
  'connection-reset': 'the connection was closed before the answer',
  timeout: 'the connection timed out',
  'headers-too-large': 'the headers of the answer are too large',
  truncated: 'the answer ended before it was whole',
  'protocol-error': 'the answer is not valid HTTP',
  tls: 'no secure connection could be made',
}

/**
 * The failure that an exchange's error stands for, by the error's code and by whether the answer had begun. What failed
 * between us and a proxy has the code that it would have of a server, and names the proxy; what the proxy answered
 * instead of connecting us is `http-status`, so that a 502 is tried again and a 407 is not.
 */
export function networkFailure({ cause, headersSeen }: ExchangeError, maxBodyBytes: number): Failure {
  if (cause instanceof BodyTooLargeError) {
    return failure('body-too-large', `the body is larger than ${maxBodyBytes} bytes`)
  }
  if (cause instanceof BlockedAddressError) return failure('blocked-address', cause.message)
  return cause instanceof ProxyError ? proxyFailure(cause) : connectionFailure(cause, headersSeen)
}

function proxyFailure({ proxy, statusCode, cause }: ProxyError): Failure {
  if (statusCode !== undefined) {
    return { ...failure('http-status', `the proxy ${proxy} answered ${statusCode}`), statusCode }
  }
  const { code, message } = connectionFailure(cause, false)
  return failure(code, `the proxy ${proxy}: ${message}`)
}

function connectionFailure(cause: unknown, headersSeen: boolean): Failure {
  if (cause instanceof TimeoutError) return failure('timeout', cause.message)
  if (isContinue(cause)) return failure('protocol-error', 'the answer begins with an unasked 100 Continue')
  const systemCode = errorCode(cause)
  const code = failureCode(cause, systemCode, headersSeen)
  const sentence = SENTENCES[code] ?? code
  return failure(code, systemCode === undefined ? sentence : `${sentence} (${systemCode})`)
}

function failure(code: FailureCode, message: string): Failure {
  return { stage: 'fetch', code, message }
}

function failureCode(cause: unknown, systemCode: string | undefined, headersSeen: boolean): FailureCode {
  if (headersSeen && isCut(cause, systemCode)) return 'truncated'
  if (isTls(systemCode)) return 'tls'
  return CODES.get(systemCode ?? '') ?? 'protocol-error'
}

/** Whether a response that had begun was cut off. The parser reports an end in mid-chunk with no code and no bytes. */
function isCut(cause: unknown, systemCode: string | undefined): boolean {
  if (systemCode !== undefined) return CODES.get(systemCode) === 'connection-reset' || isTls(systemCode)
  const { name, data } = cause as { name?: unknown; data?: unknown }
  return name === 'HTTPParserError' && data === ''
}

/**
 * undici ends the connection at a 100, and its parser lets nobody else pass over it. What it says then it says of nothing
 * else that a request fails with.
 */
function isContinue(cause: unknown): boolean {
  return errorCode(cause) === 'UND_ERR_SOCKET' && (cause as Error).message === 'bad response'
}

function isTls(systemCode = ''): boolean {
  return TLS_CODE.test(systemCode)
}
