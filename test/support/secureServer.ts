import type { RequestListener } from 'node:http'
import {
  createSecureServer,
  type IncomingHttpHeaders,
  type SecureServerOptions,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Identity } from './certificates.ts'

/** A real web server on loopback that speaks TLS and HTTP/1.1, closed after the test. Returns its port. */
export async function serveSecurely(identity: Identity, listener: RequestListener): Promise<number> {
  const server = createServer(identity, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

/** The same for HTTP/2 alone; with `allowHTTP1`, requests of that version are answered with it. */
export async function serveHttp2(
  identity: Identity,
  answer: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void,
  options: SecureServerOptions = {},
): Promise<{ readonly port: number; readonly sessions: Set<ServerHttp2Session> }> {
  const server = createSecureServer({ ...identity, ...options })
  const sessions = new Set<ServerHttp2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.on('error', () => {}).on('close', () => sessions.delete(session))
  })
  server.on('request', (request, response) => {
    if (request.httpVersionMajor === 1) response.end(request.httpVersion)
  })
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {})
    answer(stream, headers)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    for (const session of sessions) session.destroy()
  })
  return { port: (server.address() as AddressInfo).port, sessions }
}
