import type { Dispatcher } from 'undici'
import { errorCode } from '../errors.ts'
import type { Alarm, Alarms } from './alarms.ts'
import type { Deadline } from './deadline.ts'
import { TimeoutError } from './timeoutError.ts'
import type { WebAddress } from './webAddress.ts'

/** A response, whole. */
export interface Exchange {
  readonly statusCode: number
  readonly headers: ResponseHeaders
  /** Empty unless `wantsBody` asked for it. */
  readonly body: Uint8Array<ArrayBuffer>
}
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>

export interface ExchangeOptions {
  readonly url: WebAddress
  readonly headers: Readonly<Record<string, string>>
  /** How long the head of the answer may take, from when the request is sent on a connection. */
  readonly firstByteTimeoutMs: number
  readonly maxBodyBytes: number
  /** What becomes of a larger body: the exchange fails, or its beginning is enough. Default: `fail`. */
  readonly whenTooLarge?: 'fail' | 'cut'
  /** Decides by the head of the response whether its body is kept. */
  readonly wantsBody: (statusCode: number, headers: ResponseHeaders) => boolean
  /** Called when the request is sent on a connection. */
  readonly onSent?: () => void
  readonly deadline: Deadline
  readonly alarms: Alarms
}

/** Why an exchange has no result: the network's error, and how far it had come. */
export class ExchangeError extends Error {
  override name = 'ExchangeError'
  readonly headersSeen: boolean
  /** Whether there was a connection to send the request on. */
  readonly isSent: boolean

  constructor(cause: unknown, headersSeen: boolean, isSent = headersSeen) {
    super('the exchange failed', { cause })
    this.headersSeen = headersSeen
    this.isSent = isSent
  }
}

/** The body is larger than `maxBodyBytes`. */
export class BodyTooLargeError extends Error {
  override name = 'BodyTooLargeError'
}

/** What undici says of a body that is shorter than its head announced; over HTTP/2 it does not look. */
const LENGTH_MISMATCH = 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'

class ShortBodyError extends Error {
  override name = 'ShortBodyError'
  readonly code = LENGTH_MISMATCH
}

/** Answers that have no body, though they may announce the length of the one they stand for (RFC 9110, 8.6). */
const BODILESS = new Set([204, 304])

/** A body nobody wants is read to its end, to keep the connection, as long as it is short. */
const MAX_DISCARDED_BYTES = 65_536

/**
 * Sends one GET and reads the answer as it comes: chunks are appended at once and the stream is never paused, for a
 * paused body that ends with its connection is lost. An interim answer (1xx) is none, but for 100, which ends the
 * connection. Rejects with an `ExchangeError`,
 * or with the deadline's reason.
 */
export function exchange(dispatcher: Dispatcher, options: ExchangeOptions): Promise<Exchange> {
  const { url, headers, deadline, alarms, firstByteTimeoutMs } = options
  return new Promise((resolve, reject) => {
    if (deadline.reason !== undefined) return reject(deadline.reason)
    const reading = createBodyReader(options)
    let controller: Dispatcher.DispatchController | undefined
    let head: { statusCode: number; headers: ResponseHeaders } | undefined
    let firstByte: Alarm | undefined

    const settled = (): void => {
      alarms.clear(firstByte)
      deadline.onEnd = undefined
    }
    const complete = (): void => {
      if (head === undefined) return
      settled()
      resolve({ statusCode: head.statusCode, headers: head.headers, body: reading.body() })
    }
    const fail = (cause: unknown): void => {
      settled()
      reject(new ExchangeError(cause, head !== undefined, controller !== undefined))
    }
    const onEnd = (reason: Error): void => {
      settled()
      reject(reason)
      controller?.abort(reason)
    }
    const stop = (error: Error): void => {
      fail(error)
      controller?.abort(error)
    }
    const onNoFirstByte = (): void => stop(new TimeoutError('answer', firstByteTimeoutMs))
    // Not written here: V8 puts a function that is written where it is assigned among the old objects, and all it knows stays.
    deadline.onEnd = onEnd

    const request = { origin: url.origin, path: url.pathname + url.search, method: 'GET' as const, headers }
    dispatcher.dispatch(request, {
      onRequestStart(started) {
        controller = started
        options.onSent?.()
        if (deadline.reason !== undefined) return started.abort(deadline.reason)
        // A request that found its connection closed is sent on another one: the time begins anew.
        alarms.clear(firstByte)
        firstByte = alarms.set(firstByteTimeoutMs, onNoFirstByte)
      },
      onResponseStart(_controller, statusCode, responseHeaders) {
        if (statusCode < 200) return
        alarms.clear(firstByte)
        head = { statusCode, headers: responseHeaders }
        if (reading.begin(statusCode, responseHeaders) === 'too-large') stop(new BodyTooLargeError())
      },
      onResponseData(started, chunk) {
        const verdict = reading.append(chunk)
        if (verdict === 'too-large') stop(new BodyTooLargeError())
        if (verdict === 'enough') {
          complete()
          started.abort(new Error('the rest of the body is not needed'))
        }
      },
      onResponseEnd() {
        if (reading.isShort()) fail(new ShortBodyError())
        else complete()
      },
      onResponseError(_controller, error) {
        const hasNone = head !== undefined && BODILESS.has(head.statusCode)
        if (hasNone && errorCode(error) === LENGTH_MISMATCH) complete()
        else fail(error)
      },
    })
  })
}

/** Never filled, and so never given away. */
const NOTHING = new Uint8Array(0)

type Verdict = 'more' | 'enough' | 'too-large'

function createBodyReader({ maxBodyBytes, wantsBody, whenTooLarge = 'fail' }: ExchangeOptions) {
  let chunks: Uint8Array[] | undefined
  // Filled as the chunks come when the length is known: they need not be kept until the end.
  let announced = NOTHING
  let filled = 0
  let bytes = 0
  let wanted = false
  return {
    begin(statusCode: number, headers: ResponseHeaders): Verdict {
      wanted = wantsBody(statusCode, headers)
      const length = Number(headers['content-length'])
      if (!wanted || BODILESS.has(statusCode) || !(length > 0)) return 'more'
      if (length > maxBodyBytes) return whenTooLarge === 'fail' ? 'too-large' : 'more'
      announced = new Uint8Array(length)
      return 'more'
    },
    append(chunk: Uint8Array): Verdict {
      bytes += chunk.byteLength
      if (!wanted) return bytes > MAX_DISCARDED_BYTES ? 'enough' : 'more'
      if (bytes > maxBodyBytes) return whenTooLarge === 'fail' ? 'too-large' : 'enough'
      if (bytes > announced.byteLength) {
        chunks ??= []
        chunks.push(chunk)
      } else {
        announced.set(chunk, filled)
        filled = bytes
      }
      return 'more'
    },
    isShort: () => bytes < announced.byteLength,
    /** In a buffer of its own, which a thread can be given. */
    body(): Uint8Array<ArrayBuffer> {
      if (!wanted) return new Uint8Array()
      if (filled === bytes && bytes === announced.byteLength && bytes > 0) return announced
      const pieces = [announced.subarray(0, filled), ...(chunks ?? [])]
      const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0))
      let offset = 0
      for (const chunk of pieces) {
        whole.set(chunk, offset)
        offset += chunk.byteLength
      }
      return whole
    },
  }
}
