import { type ClientHttp2Stream, connect, constants, type IncomingHttpHeaders } from 'node:http2'
import type { Socket } from 'node:net'
import type { Dispatcher } from 'undici'

/** A connection that speaks HTTP/2, and carries many requests at once. */
export interface Http2Session {
  /** Whether a request may still be begun on it: its server has not said that it will go. */
  isOpen(): boolean
  /** Sends a GET as undici's dispatchers do. Resolves when it has ended, in whatever way; rejects when it never began. */
  send(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): Promise<void>
  destroy(): void
}

/** As long as undici keeps an idle connection. */
const IDLE_MS = 4000
/** For a server to end the connection by itself, once nothing goes on on it any more. */
const FAREWELL_MS = 1000
/** More than the standard's 64 KiB, so that a page of usual size, or many at once, need not wait for another round trip. */
const STREAM_WINDOW_BYTES = 262_144
const SESSION_WINDOW_BYTES = 2_097_152
const MAX_HEADER_BYTES = 65_536

/** What the stream of an answer ended with that was not whole. */
class StreamEndError extends Error {
  override name = 'StreamEndError'
  readonly code = 'ERR_HTTP2_STREAM_CANCEL'
}

/**
 * Why not undici's own: in version 7 a request that meets a session at its end throws where nobody can catch it, a
 * cancelled body passes for a whole one, and an idle session is kept for ever.
 */
export function createHttp2Session(origin: string, socket: Socket): Http2Session {
  const session = connect(origin, {
    createConnection: () => socket,
    settings: {
      enablePush: false,
      initialWindowSize: STREAM_WINDOW_BYTES,
      maxHeaderListSize: MAX_HEADER_BYTES,
    },
  })
  let streams = 0
  let isGoing = false
  session.once('connect', () => session.setLocalWindowSize(SESSION_WINDOW_BYTES))
  let idle: NodeJS.Timeout | undefined
  const destroy = (): void => {
    clearTimeout(idle)
    session.destroy()
    // A session that was closed has let go of its socket, which then waits for the server to close it as well.
    socket.destroy()
  }
  const leave = (): void => {
    session.close()
    idle = setTimeout(destroy, FAREWELL_MS)
  }
  session.on('error', destroy)
  session.on('goaway', () => {
    isGoing = true
    if (streams === 0) leave()
  })
  socket.on('close', () => clearTimeout(idle))

  return {
    isOpen: () => !isGoing && !session.closed && !session.destroyed,
    async send({ path, method, headers }, handler) {
      const request = { ...(headers as Record<string, string>), ':method': method, ':path': path }
      streams += 1
      clearTimeout(idle)
      try {
        await new Promise<void>((resolve) => {
          answered(() => session.request(request, { endStream: true }), handler, resolve)
        })
      } finally {
        streams -= 1
        if (streams === 0 && isGoing) leave()
        else if (streams === 0) idle = setTimeout(leave, IDLE_MS).unref()
      }
    },
    destroy,
  }
}

function answered(
  begin: () => ClientHttp2Stream,
  handler: Dispatcher.DispatchHandler,
  onEnd: () => void,
): void {
  let stream: ClientHttp2Stream | undefined
  let isOver = false
  const end = (act: () => void): void => {
    if (isOver) return
    isOver = true
    act()
    onEnd()
  }
  const controller = controllerOf((reason) => {
    fail(reason)
    stream?.close(constants.NGHTTP2_CANCEL)
  })
  const fail = (error: Error): void => end(() => handler.onResponseError?.(controller, error))
  const onData = (chunk: Buffer): void => {
    if (!isOver) handler.onResponseData?.(controller, chunk)
  }

  handler.onRequestStart?.(controller, null)
  if (isOver) return
  stream = begin()
  const isWhole = wholeness(stream)
  stream
    .on('response', (headers) => {
      if (isOver) return
      handler.onResponseStart?.(controller, Number(headers[':status']), ordinary(headers))
      // Not before: data that has already come would be told before its head.
      stream?.on('data', onData)
    })
    .on('error', fail)
    .on('close', () => {
      if (isWhole()) end(() => handler.onResponseEnd?.(controller, {}))
      else fail(new StreamEndError('the stream ended before the answer was whole'))
    })
}

/**
 * Whether a stream has come to its regular end (END_STREAM; RFC 9113, 8.1). Node says 'end' for a stream that was reset
 * without an error as well; but only the regular one comes while the stream is still open.
 */
function wholeness(stream: ClientHttp2Stream): () => boolean {
  let hasEnd = false
  const push = stream.push.bind(stream)
  stream.push = (chunk, encoding) => {
    if (chunk === null) hasEnd ||= !stream.closed
    return push(chunk, encoding)
  }
  return () => hasEnd && stream.rstCode === constants.NGHTTP2_NO_ERROR
}

/** Without the pseudo-headers of HTTP/2. */
function ordinary(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')))
}

/** What a handler can do: only to abort makes sense here, for nobody pauses. */
function controllerOf(abort: (reason: Error) => void): Dispatcher.DispatchController {
  let reason: Error | null = null
  return {
    get aborted() {
      return reason !== null
    },
    get reason() {
      return reason
    },
    paused: false,
    abort(given) {
      reason = given
      abort(given)
    },
    pause() {},
    resume() {},
  }
}
