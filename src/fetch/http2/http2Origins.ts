import type { Socket } from 'node:net'
import pLimit, { type LimitFunction } from 'p-limit'
import type { Dispatcher } from 'undici'
import type { Connect, Target } from '../connect.ts'
import { createHttp2Session, type Http2Session } from './http2Session.ts'

export interface Http2Options {
  /** Makes a connection, and offers HTTP/2 on it; within a deadline. */
  readonly connect: (target: Target) => Promise<Socket>
  /** Most requests at once for an origin on that host. */
  readonly concurrencyOf: (hostname: string) => number
}

/** Sends what can be sent so over HTTP/2. */
export interface Http2Origins extends Disposable {
  /** Passes on what is not https, or for a server that does not want HTTP/2. */
  readonly interceptor: Dispatcher.DispatchInterceptor
  /** The connection by which it was learnt that a server wants HTTP/1.1, for the first to ask. */
  spare(target: Target): Socket | undefined
}

/** What is known of an origin. */
interface Origin {
  readonly target: Target
  /** One connection has room for all of them. */
  readonly slots: LimitFunction
  /** Undefined inside for a server that speaks HTTP/1.1. */
  session: Promise<Http2Session | undefined> | undefined
  speaksHttp1: boolean
  spare: Socket | undefined
}

const MAX_ORIGINS = 5000

export function createHttp2Origins({ connect, concurrencyOf }: Http2Options): Http2Origins {
  const origins = new Map<string, Origin>()
  /** All that are open, also those that nobody will ask any more. */
  const sessions = new Set<Http2Session>()
  let isDisposed = false

  const originOf = (name: string): Origin => {
    const known = origins.get(name)
    if (known !== undefined) return known
    const target = targetOf(new URL(name))
    const slots = pLimit(concurrencyOf(new URL(name).hostname))
    const origin = { target, slots, session: undefined, speaksHttp1: false, spare: undefined }
    origins.set(name, origin)
    forgetOldest(origins)
    return origin
  }
  const opened = async (origin: Origin, name: string): Promise<Http2Session | undefined> => {
    const socket = await connect(origin.target)
    if ('alpnProtocol' in socket && socket.alpnProtocol === 'h2') {
      const session = createHttp2Session(name, socket)
      sessions.add(session)
      socket.once('close', () => sessions.delete(session))
      if (isDisposed) session.destroy()
      return session
    }
    origin.speaksHttp1 = true
    origin.spare = socket
    return undefined
  }
  const sessionOf = async (origin: Origin, name: string): Promise<Http2Session | undefined> => {
    for (;;) {
      origin.session ??= opened(origin, name)
      const pending = origin.session
      const session = await pending.catch((error: unknown) => {
        origin.session = undefined
        throw error
      })
      if (session === undefined || session.isOpen()) return session
      if (origin.session === pending) origin.session = undefined
    }
  }

  return {
    interceptor: (dispatch) => (options, handler) => {
      const name = String(options.origin)
      const origin = name.startsWith('https:') ? originOf(name) : undefined
      if (origin === undefined || origin.speaksHttp1) return dispatch(options, handler)
      void origin.slots(async () => {
        try {
          const session = await sessionOf(origin, name)
          if (session === undefined) dispatch(options, handler)
          else await session.send(options, handler)
        } catch (error) {
          handler.onResponseError?.(NOT_BEGUN, error as Error)
        }
      })
      return true
    },
    spare({ protocol, host }) {
      const origin = origins.get(`${protocol}//${host}`)
      const socket = origin?.spare
      if (origin !== undefined) origin.spare = undefined
      return socket?.destroyed === false ? socket : undefined
    },
    [Symbol.dispose]() {
      isDisposed = true
      for (const { spare } of origins.values()) spare?.destroy()
      for (const session of sessions) session.destroy()
      origins.clear()
    },
  }
}

/** The Map knows who came first. Its session, if it still has one, ends by itself once it is idle. */
function forgetOldest(origins: Map<string, Origin>): void {
  const [oldest] = origins
  if (origins.size <= MAX_ORIGINS || oldest === undefined) return
  oldest[1].spare?.destroy()
  origins.delete(oldest[0])
}

function targetOf({ protocol, hostname, host, port }: URL): Target {
  return { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), host, port }
}

const NOT_BEGUN: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  abort() {},
  pause() {},
  resume() {},
}

/** Connections for HTTP/1.1: the spare one first, where there is one. */
export function withSpare(origins: Http2Origins, connect: Connect): Connect {
  return async (target, signal) => origins.spare(target) ?? connect(target, signal)
}
