import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { DemoPlan, DemoRoute } from './demoPlan.ts'

/** The demonstration's site, being served. It never keeps the process alive; disposing of it closes every connection. */
export interface DemoSite extends AsyncDisposable {
  /** `http://127.0.0.1:` and the port. */
  readonly origin: string
  /** How often each path was asked for. */
  readonly requests: ReadonlyMap<string, number>
}

/** Runs an answer after its latency. */
export type Schedule = (answer: () => void, latencyMs: number) => void

interface Answer {
  readonly route: DemoRoute
  readonly body: Uint8Array
  readonly isCut: boolean
}

/** Reads every file of the plan, then serves them on a free port of the loopback interface. */
export async function createDemoSite(
  folder: string,
  plan: DemoPlan,
  schedule: Schedule = later,
): Promise<DemoSite> {
  const bodies = await readBodies(folder, plan)
  const requests = new Map<string, number>()

  const answerTo = (path: string): Answer => {
    const attempt = (requests.get(path) ?? 0) + 1
    requests.set(path, attempt)
    const found = plan.routes[path] ?? plan.notFound
    const isFirst = attempt === 1
    const route = isFirst && found.first === 'unavailable' ? plan.unavailable : found
    return { route, body: bodies.get(route) ?? new Uint8Array(), isCut: isFirst && found.first === 'cut' }
  }
  const server = createServer((request, response) => {
    const answer = answerTo((request.url ?? '/').split('?', 1)[0] ?? '/')
    schedule(() => send(answer, request, response), answer.route.latencyMs)
  })
  server.on('connection', (socket) => socket.unref())
  server.listen(0, '127.0.0.1').unref()
  await once(server, 'listening')

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function later(answer: () => void, latencyMs: number): void {
  setTimeout(answer, latencyMs).unref()
}

async function readBodies(folder: string, plan: DemoPlan): Promise<Map<DemoRoute, Uint8Array>> {
  const routes = [...Object.values(plan.routes), plan.notFound, plan.unavailable]
  const entries = routes.map(async (route): Promise<[DemoRoute, Uint8Array]> => {
    return [route, route.file === undefined ? new Uint8Array() : await readFile(join(folder, route.file))]
  })
  return new Map(await Promise.all(entries))
}

function send({ route, body, isCut }: Answer, request: IncomingMessage, response: ServerResponse): void {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const compression =
    route.compression !== undefined && accepted.includes(route.compression) ? route.compression : null
  const bytes = compressed(body, compression)
  response.writeHead(route.statusCode ?? 200, {
    'content-length': bytes.byteLength,
    ...(route.contentType !== undefined && { 'content-type': route.contentType }),
    ...(route.location !== undefined && { location: route.location }),
    ...(route.compression !== undefined && { vary: 'accept-encoding' }),
    ...(compression !== null && { 'content-encoding': compression }),
  })
  if (isCut) response.write(bytes.subarray(0, bytes.byteLength >> 1), () => response.destroy())
  else response.end(bytes)
}

function compressed(body: Uint8Array, compression: 'gzip' | 'br' | null): Uint8Array {
  if (compression === 'gzip') return gzipSync(body)
  if (compression === 'br')
    return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return body
}
