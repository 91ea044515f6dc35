import { request } from 'node:http'
import type { Socket } from 'node:net'
import { type Connect, type Target, unlessGivenUp } from '../connect.ts'
import { ProxyError } from './proxyError.ts'
import type { HttpProxy } from './proxyFor.ts'

export interface ProxyWay {
  readonly proxy: HttpProxy
  /** Makes connections to the proxy. */
  readonly connectProxy: Connect
  /** Speaks TLS, through a tunnel, with the server behind it. */
  readonly connectTarget: Connect
}

/**
 * Connections through a proxy: to the proxy itself for an http target, which is then asked for in absolute form, and
 * through a tunnel (RFC 9110, 9.3.6) for an https one. Whatever goes wrong before the tunnel stands is a `ProxyError`.
 */
export function createProxyConnect({ proxy, connectProxy, connectTarget }: ProxyWay): Connect {
  const { protocol, hostname, host, port } = proxy.url
  const address: Target = { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), host, port }
  const toProxy: Connect = async (target, signal) => {
    const socket = await connectProxy(address, signal)
    return target.protocol === 'https:' ? tunnel(socket, proxy, target, signal) : socket
  }
  return async (target, signal) => {
    const socket = await toProxy(target, signal).catch((cause: unknown) => {
      throw cause instanceof ProxyError ? cause : new ProxyError(proxy.origin, { cause })
    })
    return target.protocol === 'https:' ? connectTarget({ ...target, httpSocket: socket }, signal) : socket
  }
}

function tunnel(
  socket: Socket,
  proxy: HttpProxy,
  { hostname, port }: Target,
  signal: AbortSignal,
): Promise<Socket> {
  const authority = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port || 443}`
  const headers = { host: authority, ...authorization(proxy) }
  return unlessGivenUp(signal, (resolve, reject) => {
    const refuse = (error: unknown): void => {
      socket.destroy()
      reject(error)
    }
    request({ method: 'CONNECT', path: authority, headers, createConnection: () => socket })
      .on('connect', ({ statusCode = 0 }, connected: Socket) => {
        if (statusCode >= 200 && statusCode <= 299) resolve(connected)
        else refuse(new ProxyError(proxy.origin, { statusCode }))
      })
      .on('error', refuse)
      .end()
    return () => socket.destroy()
  })
}

/** The header that a proxy with a name and a password wants to see. */
export function authorization({ authorization: value }: HttpProxy): Record<string, string> {
  return value === undefined ? {} : { 'proxy-authorization': value }
}
