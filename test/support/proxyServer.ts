import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Identity } from './certificates.ts'

export interface TestProxy {
  readonly origin: string
  /** What it was asked for: `GET http://…` or `CONNECT host:port`. */
  readonly asked: string[]
  /** The `Proxy-Authorization` of each request, in the same order. */
  readonly authorizations: (string | undefined)[]
}

export interface TestProxyOptions {
  /** For an https proxy. */
  readonly identity?: Identity
  /** Answers every request with this status. */
  readonly status?: number
  /** Does this to every CONNECT instead. */
  readonly onConnect?: (socket: Socket) => void
}

/** A proxy on loopback that does as it should, as far as it is not told otherwise; closed after the test. */
export async function serveProxy({ identity, status, onConnect }: TestProxyOptions = {}): Promise<TestProxy> {
  const asked: string[] = []
  const authorizations: (string | undefined)[] = []
  const sockets = new Set<Socket>()
  const note = ({ method, url, headers }: IncomingMessage): void => {
    asked.push(`${method} ${url}`)
    authorizations.push(headers['proxy-authorization'])
  }
  const forward = (incoming: IncomingMessage, response: ServerResponse): void => {
    note(incoming)
    if (status !== undefined) return void response.writeHead(status).end('from the proxy')
    const { method, headers, url = '' } = incoming
    request(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(response)
    })
      .on('error', () => response.writeHead(502).end())
      .end()
  }
  const tunnel = (incoming: IncomingMessage, socket: Socket): void => {
    note(incoming)
    socket.on('error', () => {})
    if (onConnect !== undefined) onConnect(socket)
    else if (status !== undefined) socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
    else join(socket, incoming.url ?? '')
  }
  const join = (socket: Socket, authority: string): void => {
    const { hostname, port } = new URL(`http://${authority}`)
    const target = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(target).pipe(socket)
    })
    sockets.add(target)
    target.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
  }
  const server = identity === undefined ? createServer(forward) : createSecureServer(identity, forward)
  server.on('connect', tunnel).on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port } = server.address() as AddressInfo
  return { origin: `${identity === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, asked, authorizations }
}
