import { Socket } from 'node:net'
import { buildConnector } from 'undici'
import { errorCode } from '../errors.ts'
import { TimeoutError } from './timeoutError.ts'

/** What a connection is made to, in undici's words. With an `httpSocket`, TLS is spoken on that. */
export type Target = buildConnector.Options
/** Makes a connection. When `signal` aborts, it ends with the signal's reason and leaves nothing behind. */
export type Connect = (target: Target, signal: AbortSignal) => Promise<Socket>

/** Connections as undici makes them, TLS for https targets; their sessions are kept for the next one to the same host. */
export function createConnect(options: buildConnector.BuildOptions): Connect {
  const connector = buildConnector(options)
  return (target, signal) =>
    unlessGivenUp(signal, (resolve, reject) => {
      const socket: unknown = connector(target, (error, connected) => {
        if (error === null) resolve(connected)
        else reject(error)
      })
      return () => {
        // That the socket is returned is not promised. Without it, undici's own, coarser deadline ends it.
        if (socket instanceof Socket) socket.destroy()
      }
    })
}

/** Waits for what `begin` resolves; when the signal aborts, calls what `begin` returned, and rejects. */
export function unlessGivenUp(
  signal: AbortSignal,
  begin: (resolve: (socket: Socket) => void, reject: (error: unknown) => void) => () => void,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let end = (): void => {}
    const onAbort = (): void => {
      reject(signal.reason)
      end()
    }
    signal.addEventListener('abort', onAbort, { once: true })
    end = begin(
      (socket) => {
        signal.removeEventListener('abort', onAbort)
        if (signal.aborted) socket.destroy()
        else resolve(socket)
      },
      (error) => {
        signal.removeEventListener('abort', onAbort)
        reject(error)
      },
    )
    if (signal.aborted) onAbort()
  })
}

/** One deadline for the whole way to a connection, TLS included, and an early end when `closing` aborts. */
export async function socketWithin(
  timeoutMs: number,
  connect: (signal: AbortSignal) => Promise<Socket>,
  closing: AbortSignal,
): Promise<Socket> {
  closing.throwIfAborted()
  const giveUp = new AbortController()
  const onClosing = (): void => giveUp.abort(closing.reason)
  const timer = setTimeout(() => giveUp.abort(new TimeoutError('connection', timeoutMs)), timeoutMs)
  closing.addEventListener('abort', onClosing)
  try {
    return await connect(giveUp.signal)
  } finally {
    clearTimeout(timer)
    closing.removeEventListener('abort', onClosing)
  }
}

/** The same as a connector for undici. */
export function connectorWithin(
  timeoutMs: number,
  connect: Connect,
  closing: AbortSignal,
): buildConnector.connector {
  return (target, callback) => {
    socketWithin(timeoutMs, (signal) => connect(target, signal), closing).then(
      (socket) => callback(null, socket.prependListener('error', renameReset)),
      (error) => callback(error, null),
    )
  }
}

/** undici takes a reset for the proper end of a body that has no length. By another name it does not. */
function renameReset(error: Error): void {
  if (errorCode(error) === 'ECONNRESET') Object.assign(error, { code: 'ECONNABORTED' })
}
