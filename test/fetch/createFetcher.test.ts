import { once } from 'node:events'
import type { Socket } from 'node:net'
import nock from 'nock'
import { afterEach, describe, expect, test } from 'vitest'
import { createNamedHosts } from '../../src/fetch/address/namedHosts.ts'
import { closedOrigin, serve, serveRaw } from '../support/localServer.ts'
import { CONFIG, failureOf, fetcherOf, never, outcomeOf, requestOf, textOf } from './support/fetcher.ts'

afterEach(() => {
  nock.cleanAll()
  nock.restore()
})

describe('a page', () => {
  test('comes back as bytes and headers, nothing decoded', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=latin1', 'content-encoding': 'gzip' })
      response.end(Buffer.from([1, 2, 3]))
    })
    expect(await outcomeOf(`${origin}/a?b=1`)).toEqual({
      kind: 'fetched',
      remainingMs: expect.any(Number),
      heard: { origin, answered: true, pace: 'welcome', pauseMs: 0 },
      page: {
        finalUrl: `${origin}/a?b=1`,
        statusCode: 200,
        contentType: 'text/html; charset=latin1',
        contentEncoding: 'gzip',
        refresh: '',
        redirects: [],
        body: new Uint8Array([1, 2, 3]),
      },
    })
  })

  test.each([
    ['with a length', true],
    ['in chunks', false],
  ])('arrives whole however it is cut, %s', async (_name, hasLength) => {
    const parts = ['first ', 'second ', 'third']
    const origin = await serve(async (_request, response) => {
      const length = hasLength ? { 'content-length': parts.join('').length } : {}
      response.writeHead(200, { 'content-type': 'text/html', ...length })
      for (const part of parts) await new Promise((resolve) => response.write(part, resolve))
      response.end()
    })
    expect(textOf(await outcomeOf(origin))).toBe('first second third')
  })

  test('owns its buffer, so that it can be given to a thread', async () => {
    const origin = await serve((_request, response) =>
      response.setHeader('content-type', 'text/html').end('abc'),
    )
    const outcome = await outcomeOf(origin)
    expect(outcome).toMatchObject({ page: { body: { byteOffset: 0, buffer: { byteLength: 3 } } } })
  })

  test('is asked for politely', async () => {
    nock.activate()
    const scope = nock('http://a.example', {
      reqheaders: {
        'user-agent': 'textmill/test',
        accept: /^text\/html,/,
        'accept-language': /en/,
        'accept-encoding': /^gzip, deflate, br/,
      },
    })
      .get('/path?q=1')
      .reply(200, 'hello', { 'content-type': 'text/plain' })
    expect(textOf(await outcomeOf('http://a.example/path?q=1'))).toBe('hello')
    expect(scope.isDone()).toBe(true)
  })

  test('uses no more connections than its host may have', async () => {
    const ports = new Set<number | undefined>()
    const origin = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      response.setHeader('content-type', 'text/html').end('x')
    })
    const fetcher = await fetcherOf({ perHost: { concurrency: 1, intervalMs: 0 } })
    for (const path of ['/1', '/2', '/3']) await fetcher.fetchPage(requestOf(origin + path), never)
    expect(ports.size).toBe(1)
  })

  test('keeps its connection when a short body is not wanted', async () => {
    const ports = new Set<number | undefined>()
    const origin = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      response.writeHead(404).end('x'.repeat(1000))
    })
    const fetcher = await fetcherOf({ perHost: { concurrency: 1, intervalMs: 0 } })
    for (const path of ['/1', '/2']) await fetcher.fetchPage(requestOf(origin + path), never)
    expect(ports.size).toBe(1)
  })

  test.each([
    ['Connection: close', 'Connection: close\r\n'],
    ['no length', ''],
  ])('that ends with its connection (%s) is whole, whatever its size', async (_name, header) => {
    const body = 'x'.repeat(700_000)
    const origin = await serveRaw((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\n${header}Content-Type: text/html\r\n\r\n${body}`)
    })
    const fetcher = await fetcherOf()
    for (let i = 0; i < 20; i += 1) {
      expect(textOf(await fetcher.fetchPage(requestOf(`${origin}/${i}`), never))?.length).toBe(body.length)
    }
  })
})

describe('redirects', () => {
  test('on the same host are followed, and the chain is recorded', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(301, { location: '/b#part' }).end()
      else if (request.url === '/b') response.writeHead(302, { location: `${origin}/c` }).end()
      else response.setHeader('content-type', 'text/html').end('there')
    })
    const outcome = await outcomeOf(`${origin}/a`)
    expect(textOf(outcome)).toBe('there')
    expect(outcome).toMatchObject({
      page: {
        finalUrl: `${origin}/c`,
        redirects: [
          { url: `${origin}/a`, statusCode: 301 },
          { url: `${origin}/b`, statusCode: 302 },
        ],
      },
    })
  })

  test('to another host are handed back, with the chain and the time that is left', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(308, { location: 'https://b.example/x#y' }).end()
    })
    const outcome = await outcomeOf(`${origin}/a`)
    expect(outcome).toMatchObject({
      kind: 'moved',
      hop: {
        url: 'https://b.example/x',
        host: 'b.example',
        redirects: [{ url: `${origin}/a`, statusCode: 308 }],
      },
    })
    expect(outcome.kind === 'moved' && outcome.hop.remainingMs).toBeLessThan(CONFIG.timeoutMs)
  })

  test.each([
    ['/loop', 'redirect-loop', 'redirected to where it had been before'],
    ['/long/0', 'too-many-redirects', 'redirected more than 3 times'],
    ['/scheme', 'blocked-redirect', 'redirected to the scheme ftp'],
    ['/broken', 'protocol-error', 'redirected to what is no URL'],
    ['/nowhere', 'http-status', 'the server answered 302'],
  ])('%s ends as %s', async (path, code, message) => {
    const origin = await serve((request, response) => {
      const location: Record<string, string> = {
        '/loop': '/loop',
        '/scheme': 'ftp://a.example/',
        '/broken': 'http://[',
      }
      const step = /^\/long\/(\d+)/.exec(request.url ?? '')?.[1]
      const target = step === undefined ? location[request.url ?? ''] : `/long/${Number(step) + 1}`
      response.writeHead(302, target === undefined ? {} : { location: target }).end()
    })
    expect(await failureOf(origin + path)).toMatchObject({ code, message })
  })

  test.each([
    ['/q?a=1, 2&b=3', '/q?a=1,%202&b=3'],
    [Buffer.from('/caf\u00e9').toString('latin1'), '/caf%C3%A9'],
    ['/caf\u00e9', '/caf%C3%A9'],
  ])('lead where a browser would go: %j', async (location, path) => {
    const origin = await serveRaw((socket) => {
      const answer =
        asked++ === 0 ? `302 Found\r\nLocation: ${location}` : '200 OK\r\nContent-Type: text/html'
      socket.write(Buffer.from(`HTTP/1.1 ${answer}\r\nContent-Length: 0\r\n\r\n`, 'latin1'))
    })
    let asked = 0
    expect(await outcomeOf(origin)).toMatchObject({ page: { finalUrl: origin + path } })
  })

  test('as many as allowed are followed', async () => {
    const origin = await serve((request, response) => {
      const step = Number(request.url?.slice(1))
      if (step < 3) response.writeHead(302, { location: `/${step + 1}` }).end()
      else response.setHeader('content-type', 'text/html').end('there')
    })
    expect(textOf(await outcomeOf(`${origin}/0`))).toBe('there')
  })
})

describe('an answer that is no page is a failure with its code', () => {
  test.each([404, 500, 304])('status %i', async (statusCode) => {
    const origin = await serve((_request, response) => response.writeHead(statusCode).end())
    expect(await failureOf(origin)).toEqual({
      stage: 'fetch',
      code: 'http-status',
      message: `the server answered ${statusCode}`,
      statusCode,
    })
  })

  test.each(['application/pdf', 'image/svg+xml', 'application/json', 'text/css'])(
    'content type %s',
    async (type) => {
      const origin = await serve((_request, response) => response.setHeader('content-type', type).end('x'))
      expect(await failureOf(origin)).toMatchObject({
        code: 'not-html',
        message: `the content type is ${type}`,
      })
    },
  )

  test.each([
    'text/html',
    'Text/HTML ; charset=x',
    'application/xhtml+xml',
    'text/plain',
    'text/xml',
    'application/rss+xml',
  ])('but content type %s is text', async (type) => {
    const origin = await serve((_request, response) => response.setHeader('content-type', type).end('x'))
    expect(await outcomeOf(origin)).toMatchObject({ kind: 'fetched' })
  })
})

describe('the network’s failures have codes of their own', () => {
  const answering = (text: string) => serveRaw((socket: Socket) => socket.end(text))

  test('connection-refused', async () => {
    expect(await failureOf(await closedOrigin())).toMatchObject({ code: 'connection-refused' })
  })

  test('dns-not-found', async () => {
    nock.activate()
    nock('http://gone.example')
      .get('/')
      .replyWithError(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))
    expect(await failureOf('http://gone.example/')).toMatchObject({ code: 'dns-not-found' })
  })

  test('connection-reset, before any answer', async () => {
    const origin = await serveRaw((socket) => socket.resetAndDestroy())
    expect(await failureOf(origin)).toMatchObject({ code: 'connection-reset' })
    expect(await failureOf(await answering(''))).toMatchObject({ code: 'connection-reset' })
  })

  test.each([
    ['a length that is not reached', 'Content-Length: 100\r\n\r\nhello'],
    ['a length that is not reached, then the end', 'Connection: close\r\nContent-Length: 100\r\n\r\nhello'],
    ['chunks without their end', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
    [
      'chunks without their end, then the end',
      'Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n',
    ],
  ])('truncated: %s', async (_name, rest) => {
    const origin = await answering(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${rest}`)
    expect(await failureOf(origin)).toMatchObject({ stage: 'fetch', code: 'truncated' })
  })

  test.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n'],
  ])('protocol-error: %s', async (_name, text) => {
    expect(await failureOf(await answering(text))).toMatchObject({ code: 'protocol-error' })
  })

  test('an interim answer is passed over; but a 100 that nobody asked for cannot be, and the failure says so', async () => {
    const page = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello'
    const hinting = await answering(`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${page}`)
    expect(textOf(await outcomeOf(hinting))).toBe('hello')
    expect(await failureOf(await answering(`HTTP/1.1 100 Continue\r\n\r\n${page}`))).toEqual({
      stage: 'fetch',
      code: 'protocol-error',
      message: 'the answer begins with an unasked 100 Continue',
    })
  })

  test('headers-too-large', async () => {
    const origin = await answering(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`)
    expect(await failureOf(origin)).toMatchObject({ code: 'headers-too-large' })
  })

  test('tls, for a server that does not speak it', async () => {
    const origin = await answering('HTTP/1.1 200 OK\r\n\r\n')
    expect(await failureOf(origin.replace('http:', 'https:'))).toMatchObject({ code: 'tls' })
  })
})

describe('an address that is not public', () => {
  test.each([
    ['http://127.0.0.2/', 'another loopback address than the input’s'],
    ['http://2130706434/', 'the same in one number'],
    ['http://localhost/', 'a name that no input has'],
    ['http://[::ffff:127.0.0.2]/', 'the same inside IPv6'],
    ['http://169.254.169.254/latest/meta-data', 'metadata of a cloud'],
  ])('is not asked for when a redirect leads there: %s', async (location) => {
    const origin = await serve((_request, response) => response.writeHead(302, { location }).end())
    const fetcher = await fetcherOf()
    const first = await fetcher.fetchPage(requestOf(origin), never)
    const hop = first.kind === 'moved' ? first.hop : undefined
    expect(hop).toBeDefined()
    if (hop === undefined) return
    const second = await fetcher.fetchPage({ ...requestOf(hop.url), ...hop }, never)
    expect(second).toEqual({
      kind: 'failed',
      failure: {
        stage: 'fetch',
        code: 'blocked-address',
        message: 'the host resolves to an address that is not public',
      },
    })
  })

  test('is asked for by nobody, or by everybody, where the configuration says so', async () => {
    const origin = await serve((_request, response) =>
      response.setHeader('content-type', 'text/html').end('x'),
    )
    expect(await failureOf(origin, { allowPrivate: 'never' })).toMatchObject({ code: 'blocked-address' })
    expect(await outcomeOf(origin, { allowPrivate: 'always' })).toMatchObject({ kind: 'fetched' })
  })

  test('is judged only when it is certain which hosts the inputs name', async () => {
    const origin = await serve((_request, response) =>
      response.setHeader('content-type', 'text/html').end('x'),
    )
    const named = createNamedHosts()
    const fetcher = await fetcherOf({}, { namedHosts: named })
    const pending = fetcher.fetchPage(requestOf(origin), never)
    named.add('127.0.0.1')
    named.end()
    expect(await pending).toMatchObject({ kind: 'fetched' })
  })
})

describe('the cap on a body', () => {
  test.each([
    ['announced', { 'content-length': '2000' }],
    ['not announced', {}],
  ])('is an error and never a cut, %s', async (_name, headers) => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', ...headers }).end('x'.repeat(2000))
    })
    expect(await failureOf(origin, { maxBodyBytes: 1999 })).toEqual({
      stage: 'fetch',
      code: 'body-too-large',
      message: 'the body is larger than 1999 bytes',
    })
    expect(textOf(await outcomeOf(origin, { maxBodyBytes: 2000 }))).toHaveLength(2000)
  })

  test('ends an endless body at once', async () => {
    let sent = 0
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000))) sent += 10_000
        response.once('drain', pour)
      }
      pour()
    })
    expect(await failureOf(origin, { maxBodyBytes: 100_000 })).toMatchObject({ code: 'body-too-large' })
    expect(sent).toBeLessThan(20_000_000)
  })
})

describe('the deadline', () => {
  test('covers the whole attempt: a server that never answers', async () => {
    const origin = await serve(() => {})
    expect(await failureOf(origin, { timeoutMs: 100 })).toEqual({
      stage: 'fetch',
      code: 'timeout',
      message: 'no whole answer within 100 ms',
    })
  })

  test('is not put off by a body that drips', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const drip = setInterval(() => response.write('x'), 10)
      response.on('close', () => clearInterval(drip))
    })
    expect(await failureOf(origin, { timeoutMs: 100 })).toMatchObject({ code: 'timeout' })
  })

  test('is not begun anew by a redirect', async () => {
    const origin = await serve((request, response) => {
      const step = Number(request.url?.slice(1))
      setTimeout(() => response.writeHead(302, { location: `/${step + 1}` }).end(), 40)
    })
    expect(await failureOf(`${origin}/0`, { timeoutMs: 100, maxRedirects: 50 })).toMatchObject({
      code: 'timeout',
    })
  })

  test('closes the connection it gives up', async () => {
    let closed: Promise<unknown> = Promise.resolve()
    const origin = await serve((request) => {
      closed = once(request.socket, 'close')
    })
    await failureOf(origin, { timeoutMs: 50 })
    await expect(closed).resolves.toBeDefined()
  })
})

test('an abort ends the attempt with its reason', async () => {
  const stop = new AbortController()
  const origin = await serve(() => stop.abort(new Error('enough')))
  const fetcher = await fetcherOf()
  await expect(fetcher.fetchPage(requestOf(origin), stop.signal)).rejects.toThrow('enough')
})
