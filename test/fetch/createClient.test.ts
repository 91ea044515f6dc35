import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ConfigError } from '../../src/errors.ts'
import type { HostSettings } from '../../src/types.ts'
import { type Authority, createAuthority, type Identity } from '../support/certificates.ts'
import { askFor, clientOf, textOf } from '../support/client.ts'
import { closedOrigin, serve, serveRaw } from '../support/localServer.ts'
import { serveProxy, type TestProxyOptions } from '../support/proxyServer.ts'
import { serveSecurely } from '../support/secureServer.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

let authority: Authority
let identity: Identity
beforeAll(async () => {
  authority = await createAuthority()
  identity = await authority.issue(['localhost', '127.0.0.1'])
})

async function fileOf(text: string): Promise<string> {
  const file = (await temporaryFolder())('ca.pem')
  writeFileSync(file, text)
  return file
}
const trusted = async () => ({ ca: [await fileOf(authority.cert)] })
const settingsOf = (concurrency: number) => (): HostSettings => ({
  concurrency,
  intervalMs: 0,
  allowPrivate: 'always',
  headers: {},
})

/** Takes connections, and never says a word. */
async function silentServer() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { server, sockets, host: `127.0.0.1:${port}` }
}

describe('connections', () => {
  test.each([1, 3])('to an origin are no more than its host may have: %i', async (concurrency) => {
    const ports = new Set<number | undefined>()
    let [inFlight, mostInFlight] = [0, 0]
    const origin = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      inFlight += 1
      mostInFlight = Math.max(mostInFlight, inFlight)
      setTimeout(() => {
        inFlight -= 1
        response.end('x')
      }, 5)
    })
    const asked = new Set<string>()
    const client = clientOf(
      {},
      {
        settingsOf(hostname) {
          asked.add(hostname)
          return settingsOf(concurrency)()
        },
      },
    )
    const answers = await Promise.all(Array.from({ length: 12 }, () => askFor(client, origin)))
    expect(answers.map(textOf)).toEqual(Array(12).fill('x'))
    expect([ports.size, mostInFlight]).toEqual([concurrency, concurrency])
    expect([...asked]).toEqual(['127.0.0.1'])
  })

  test('are made to what the given look-up says', async () => {
    const origin = await serve((request, response) => response.end(request.headers.host))
    const { port } = new URL(origin)
    const client = clientOf(
      {},
      {
        lookup: (hostname, { all }, callback) => {
          if (hostname !== 'site.example') callback(Object.assign(new Error(), { code: 'ENOTFOUND' }), [])
          else if (all) callback(null, [{ address: '127.0.0.1', family: 4 }])
          else callback(null, '127.0.0.1', 4)
        },
      },
    )
    expect(textOf(await askFor(client, `http://site.example:${port}/`))).toBe(`site.example:${port}`)
    expect(textOf(await askFor(client, 'http://gone.example/'))).toBe('dns-not-found')
  })

  test.each([4, 6] as const)('are of the one family of addresses that is wanted: %i', async (ipFamily) => {
    const families: unknown[] = []
    const client = clientOf(
      { ipFamily },
      {
        lookup: (_hostname, { family }, callback) => {
          families.push(family)
          callback(Object.assign(new Error(), { code: 'ENOTFOUND' }), [])
        },
      },
    )
    await askFor(client, 'http://site.example/')
    expect(families).toEqual([ipFamily])
  })
})

describe('a connection has a deadline', () => {
  const late = { code: 'timeout', message: 'no connection within 80 ms', headersSeen: false }

  async function tookMs(ask: () => Promise<unknown>): Promise<number> {
    const began = performance.now()
    await ask()
    return performance.now() - began
  }

  test('that holds when TCP connects, and TLS never does', async () => {
    const { host, server } = await silentServer()
    const closed = once(server, 'connection').then(
      ([socket]: Socket[]) => socket && once(socket.resume(), 'close'),
    )
    const client = clientOf({ connectTimeoutMs: 80 })
    const took = await tookMs(async () =>
      expect(await askFor(client, `https://${host}/`)).toMatchObject(late),
    )
    expect(took).toBeGreaterThanOrEqual(78)
    expect(took).toBeLessThan(300)
    await expect(closed).resolves.toBeDefined()
  })

  test('that holds when the name is never looked up', async () => {
    const client = clientOf({ connectTimeoutMs: 80 }, { lookup: () => {} })
    const took = await tookMs(async () =>
      expect(await askFor(client, 'http://slow.example/')).toMatchObject(late),
    )
    expect(took).toBeLessThan(300)
  })

  test('that is as precise when it is long', async () => {
    const { host } = await silentServer()
    const client = clientOf({ connectTimeoutMs: 1100 })
    const took = await tookMs(() => askFor(client, `https://${host}/`))
    expect(took).toBeGreaterThanOrEqual(1095)
    expect(took).toBeLessThan(1300)
  })

  test('and ends early with its client', async () => {
    const { host, server } = await silentServer()
    const client = clientOf()
    const pending = askFor(client, `https://${host}/`)
    const [socket] = (await once(server, 'connection')) as Socket[]
    const closed = once((socket as Socket).resume(), 'close')
    await client[Symbol.asyncDispose]()
    expect(await pending).toMatchObject({ code: 'connection-reset' })
    await expect(closed).resolves.toBeDefined()
  })
})

describe('a certificate', () => {
  const greet = (who: Identity) => serveSecurely(who, (_request, response) => response.end('secret'))

  test('of an authority that nobody trusts is refused', async () => {
    const port = await greet(identity)
    expect(await askFor(clientOf(), `https://localhost:${port}/`)).toMatchObject({
      code: 'tls',
      message: expect.stringMatching(
        /^no secure connection could be made \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)$/,
      ),
    })
  })

  test('of an authority in fetch.ca is accepted, by name and by address', async () => {
    const port = await greet(identity)
    const client = clientOf(await trusted())
    expect(textOf(await askFor(client, `https://localhost:${port}/`))).toBe('secret')
    expect(textOf(await askFor(client, `https://127.0.0.1:${port}/`))).toBe('secret')
  })

  test('of each authority in a bundle, and in each of several files', async () => {
    const other = await createAuthority('another authority')
    const ports = [await greet(identity), await greet(await other.issue(['localhost']))]
    const bundle = await fileOf(`# a comment\n${authority.cert}\n\n${other.cert}\n`)
    const separate = [await fileOf(authority.cert), await fileOf(other.cert)]
    for (const ca of [[bundle], separate]) {
      const client = clientOf({ ca })
      for (const port of ports)
        expect(textOf(await askFor(client, `https://localhost:${port}/`))).toBe('secret')
    }
  })

  test('that has expired, or is for another name, is refused even of a trusted authority', async () => {
    const expired = await greet(await authority.issue(['localhost'], { isExpired: true }))
    const other = await greet(await authority.issue(['other.example']))
    const client = clientOf(await trusted())
    expect(await askFor(client, `https://localhost:${expired}/`)).toMatchObject({
      code: 'tls',
      message: expect.stringContaining('CERT_HAS_EXPIRED'),
    })
    expect(await askFor(client, `https://localhost:${other}/`)).toMatchObject({
      code: 'tls',
      message: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID'),
    })
  })

  test('is not verified for an insecure host, and for that one only', async () => {
    const port = await greet(identity)
    const client = clientOf({}, { isInsecure: (hostname) => hostname === 'localhost' })
    expect(textOf(await askFor(client, `https://localhost:${port}/`))).toBe('secret')
    expect(textOf(await askFor(client, `https://127.0.0.1:${port}/`))).toBe('tls')
  })
})

describe('a file of fetch.ca', () => {
  test.each<[string, () => Promise<string>, RegExp]>([
    [
      'is missing',
      async () => '/nowhere/ca.pem',
      /^fetch\.ca names \/nowhere\/ca\.pem, which cannot be read \(ENOENT\), but must be a list of files \(PEM\)$/,
    ],
    ['holds no certificate', () => fileOf('hello'), /ca\.pem, which holds no certificate in PEM form, but/],
    [
      'holds a broken certificate',
      () => fileOf(authority.cert.replace(/^([^-]{20})[^-]{40}/m, '$1')),
      /ca\.pem, which holds a certificate that cannot be parsed, but/,
    ],
  ])('that %s is an error of the configuration', async (_name, make, message) => {
    const ca = [await make()]
    expect(() => clientOf({ ca })).toThrow(ConfigError)
    expect(() => clientOf({ ca })).toThrow(message)
  })
})

describe('a proxy', () => {
  async function setUp(options: TestProxyOptions = {}) {
    const origin = await serve((request, response) =>
      response.end(`plain ${request.url} ${request.headers.host}`),
    )
    const port = await serveSecurely(identity, (request, response) => response.end(`secure ${request.url}`))
    const proxy = await serveProxy(options)
    return { origin, secure: `https://localhost:${port}`, proxy, ca: (await trusted()).ca }
  }

  test('is asked for http URLs in absolute form, and for a tunnel to https ones', async () => {
    const { origin, secure, proxy, ca } = await setUp()
    const client = clientOf({ proxy: proxy.origin, ca }, { lookup: () => {} })
    expect(textOf(await askFor(client, `${origin}/a?b=c`))).toBe(`plain /a?b=c ${new URL(origin).host}`)
    expect(textOf(await askFor(client, `${secure}/d`))).toBe('secure /d')
    expect(proxy.asked).toEqual([`GET ${origin}/a?b=c`, `CONNECT ${new URL(secure).host}`])
    expect(proxy.authorizations).toEqual([undefined, undefined])
  })

  test('keeps its connections: one tunnel for many pages', async () => {
    const { secure, proxy, ca } = await setUp()
    const client = clientOf({ proxy: proxy.origin, ca }, { settingsOf: settingsOf(1) })
    for (const path of ['/1', '/2', '/3'])
      expect(textOf(await askFor(client, secure + path))).toBe(`secure ${path}`)
    expect(proxy.asked).toEqual([`CONNECT ${new URL(secure).host}`])
  })

  test('comes from the environment, but for what NO_PROXY names', async () => {
    const { origin, secure, proxy, ca } = await setUp()
    const env = { http_proxy: proxy.origin, HTTPS_PROXY: proxy.origin, NO_PROXY: 'localhost' }
    const client = clientOf({ proxy: 'environment', ca }, { env })
    expect(textOf(await askFor(client, origin))).toMatch(/^plain/)
    expect(textOf(await askFor(client, secure))).toBe('secure /')
    expect(proxy.asked).toEqual([`GET ${origin}/`])
  })

  test('is told the name and the password of its address', async () => {
    const { origin, secure, proxy, ca } = await setUp()
    const address = proxy.origin.replace('//', '//jane:p%40ss@')
    const client = clientOf({ proxy: address, ca })
    for (const url of [origin, secure]) await askFor(client, url)
    const basic = `Basic ${Buffer.from('jane:p@ss').toString('base64')}`
    expect(proxy.authorizations).toEqual([basic, basic])
  })

  test('may be an https one', async () => {
    const { origin, secure, proxy, ca } = await setUp({ identity })
    const client = clientOf({ proxy: proxy.origin, ca })
    expect(textOf(await askFor(client, origin))).toMatch(/^plain/)
    expect(textOf(await askFor(client, secure))).toBe('secure /')
    expect(proxy.asked).toHaveLength(2)
  })

  test('that is an https one has its certificate verified', async () => {
    const { secure, proxy } = await setUp({ identity })
    expect(await askFor(clientOf({ proxy: proxy.origin }), secure)).toMatchObject({
      code: 'tls',
      message: `the proxy ${proxy.origin}: no secure connection could be made (UNABLE_TO_VERIFY_LEAF_SIGNATURE)`,
    })
  })

  test('does not weaken the verification of the server behind it', async () => {
    const { secure, proxy } = await setUp()
    expect(await askFor(clientOf({ proxy: proxy.origin }), secure)).toMatchObject({
      code: 'tls',
      message: 'no secure connection could be made (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
    })
  })

  test('bounds connections as servers do', async () => {
    const { secure, proxy, ca } = await setUp()
    const client = clientOf({ proxy: proxy.origin, ca }, { settingsOf: settingsOf(2) })
    const answers = await Promise.all(Array.from({ length: 10 }, () => askFor(client, secure)))
    expect(new Set(answers.map(textOf))).toEqual(new Set(['secure /']))
    expect(proxy.asked).toHaveLength(2)
  })
})

describe('a proxy that fails is named as one, without its password', () => {
  const failed = (message: string, code: string) => ({ stage: 'fetch', code, message, headersSeen: false })
  const targets = ['http://site.example/', 'https://site.example/']

  test.each(targets)('because nobody is there, for %s', async (url) => {
    const origin = await closedOrigin()
    const answer = await askFor(clientOf({ proxy: origin.replace('//', '//jane:secret@') }), url)
    expect(answer).toEqual(
      failed(`the proxy ${origin}: no connection could be made (ECONNREFUSED)`, 'connection-refused'),
    )
  })

  test.each(targets)('because it wants a password, for %s', async (url) => {
    const { origin } = await serveProxy({ status: 407 })
    const answer = await askFor(clientOf({ proxy: origin.replace('//', '//jane:secret@') }), url)
    expect(answer).toEqual({ ...failed(`the proxy ${origin} answered 407`, 'http-status'), statusCode: 407 })
  })

  test('because it reaches nobody', async () => {
    const { origin } = await serveProxy({ status: 502 })
    expect(await askFor(clientOf({ proxy: origin }), 'https://site.example/')).toEqual({
      ...failed(`the proxy ${origin} answered 502`, 'http-status'),
      statusCode: 502,
    })
  })

  test.each<[string, (socket: Socket) => void, string, string]>([
    [
      'closes',
      (socket) => socket.end(),
      'connection-reset',
      'the connection was closed before the answer (ECONNRESET)',
    ],
    [
      'resets',
      (socket) => socket.resetAndDestroy(),
      'connection-reset',
      'the connection was closed before the answer (ECONNRESET)',
    ],
    [
      'speaks rubbish',
      (socket) => socket.end('SSH-2.0-OpenSSH\r\n\r\n'),
      'protocol-error',
      'the answer is not valid HTTP (HPE_INVALID_CONSTANT)',
    ],
    ['is silent', () => {}, 'timeout', 'no connection within 100 ms'],
  ])('because it %s instead of making a tunnel', async (_name, onConnect, code, sentence) => {
    const { origin, asked } = await serveProxy({ onConnect })
    const answer = await askFor(clientOf({ proxy: origin, connectTimeoutMs: 100 }), 'https://site.example/')
    expect(answer).toEqual(failed(`the proxy ${origin}: ${sentence}`, code))
    expect(asked).toEqual(['CONNECT site.example:443'])
  })

  test('but what happens in the tunnel is the server’s failure', async () => {
    const { origin } = await serveProxy({
      onConnect: (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.once('data', () => socket.end())
      },
    })
    expect(await askFor(clientOf({ proxy: origin }), 'https://site.example/')).toEqual(
      failed('the connection was closed before the answer (ECONNRESET)', 'connection-reset'),
    )
  })

  test('and so is a tunnel in which TLS never begins', async () => {
    const { origin } = await serveProxy({
      onConnect: (socket) => void socket.write('HTTP/1.1 200 OK\r\n\r\n'),
    })
    const client = clientOf({ proxy: origin, connectTimeoutMs: 100 })
    expect(await askFor(client, 'https://site.example/')).toEqual(
      failed('no connection within 100 ms', 'timeout'),
    )
  })
})

test('a server that answers rubbish to TLS is tls', async () => {
  const origin = await serveRaw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  expect(textOf(await askFor(clientOf(), origin.replace('http:', 'https:')))).toBe('tls')
})
