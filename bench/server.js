/**
 * The site that runs are measured at, in a process of its own.
 *
 *   node bench/server.js [--hosts N] [--pages FOLDER]
 *
 * Listens on one port of 127.0.0.1, 127.0.0.2, … so that there are N host names, and prints that port.
 * `/sized/BYTES/LATENCY_MS/…` is a page of that size after that time; `/stored/N` is a file of the folder, `/stored/LATENCY_MS/N`
 * the same after that time.
 * `/failing/TIMES/…` answers 500 so often, and then with a page;
 * `/missing/…` answers 404, and so does `/robots.txt`: all may be asked for;
 * `/limited/SECONDS/…` always answers 429 with that `Retry-After`; `/trickling/…` sends a byte a second, without end.
 * `/stats` tells what the server has seen since the last `/reset`, as JSON.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { createArrivals } from './support/arrivals.js'
import { readPages, sizedPage } from './support/pages.js'

const { values } = parseArgs({
  options: { hosts: { type: 'string', default: '1' }, pages: { type: 'string' } },
})
const HTML = 'text/html; charset=utf-8'
const DRIP_MS = 1000

const stored = values.pages === undefined ? [] : readPages(values.pages)
/** @type {Map<number, Buffer>} */
const sized = new Map()
/** How often each path of `/failing` has been answered. @type {Map<string, number>} */
const failures = new Map()
let arrivals = createArrivals()

/** @returns {{ body: Buffer, latencyMs: number, etag?: string }} */
function answerTo(/** @type {string} */ path) {
  const parts = path.split('/')
  if (parts[1] === 'stored') {
    const body = stored[Number(parts.at(-1)) % stored.length]
    const latencyMs = parts.length > 3 ? Number(parts[2]) : 0
    if (body !== undefined) return { body, latencyMs, etag: `"${Number(parts.at(-1)) % stored.length}"` }
  }
  if (parts[1] !== 'sized') throw new Error(`the server has no ${path}`)
  const bytes = Number(parts[2])
  const body = sized.get(bytes) ?? sizedPage(bytes)
  sized.set(bytes, body)
  return { body, latencyMs: Number(parts[3]) }
}

/** @type {import('node:http').RequestListener} */
const onRequest = (request, response) => {
  const path = request.url ?? '/'
  if (path === '/stats' || path === '/reset') {
    response.end(JSON.stringify(arrivals.seen()))
    if (path === '/reset') arrivals = createArrivals()
    return
  }
  const done = arrivals.arrived((request.headers.host ?? '').split(':', 1)[0] ?? '')
  response.once('close', done)
  if (path.startsWith('/limited/')) limit(path, response)
  else if (path.startsWith('/failing/')) failAtFirst(path, response)
  else if (path.startsWith('/trickling/')) trickle(response)
  else if (path.startsWith('/missing/') || path === '/robots.txt') response.writeHead(404).end()
  else sendPage(path, response, request.headers['if-none-match'])
}

function sendPage(
  /** @type {string} */ path,
  /** @type {import('node:http').ServerResponse} */ response,
  /** @type {string | undefined} */ knownEtag,
) {
  const { body, latencyMs, etag } = answerTo(path)
  const send = () => {
    if (etag !== undefined && etag === knownEtag) {
      response.writeHead(304, { etag }).end()
      return
    }
    response.writeHead(200, {
      'content-type': HTML,
      'content-length': body.byteLength,
      ...(etag && { etag }),
    })
    response.end(body)
  }
  if (latencyMs > 0) setTimeout(send, latencyMs)
  else send()
}

function failAtFirst(/** @type {string} */ path, /** @type {import('node:http').ServerResponse} */ response) {
  const failed = failures.get(path) ?? 0
  failures.set(path, failed + 1)
  if (failed < Number(path.split('/')[2])) response.writeHead(500).end()
  else sendPage('/sized/1024/0/', response, undefined)
}

function limit(/** @type {string} */ path, /** @type {import('node:http').ServerResponse} */ response) {
  response.writeHead(429, { 'retry-after': path.split('/')[2] })
  response.end()
}

function trickle(/** @type {import('node:http').ServerResponse} */ response) {
  response.writeHead(200, { 'content-type': HTML })
  response.flushHeaders()
  const dripping = setInterval(() => response.write('.'), DRIP_MS)
  response.once('close', () => clearInterval(dripping))
}

/** A listener on one loopback address; the first finds the port that the others take too. */
async function listen(/** @type {number} */ host, /** @type {number} */ port) {
  const server = createServer({ keepAliveTimeout: 60_000 }, onRequest)
  server.listen({ port, host: `127.0.0.${host}`, backlog: 2048 })
  await once(server, 'listening')
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port
}

let port = 0
for (let host = 1; host <= Number(values.hosts); host++) port = await listen(host, port)
console.log(port)
