import { writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Exchange } from '../../../src/fetch/exchange.ts'
import type { FetchConfig, HostSettings } from '../../../src/types.ts'
import { type Authority, createAuthority, type Identity } from '../../support/certificates.ts'
import { askFor, clientOf, type Refusal, textOf } from '../../support/client.ts'
import { closedOrigin } from '../../support/localServer.ts'
import { serveProxy } from '../../support/proxyServer.ts'
import { serveHttp2, serveSecurely } from '../../support/secureServer.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

let authority: Authority
let identity: Identity
beforeAll(async () => {
  authority = await createAuthority()
  identity = await authority.issue(['localhost'])
})

const CONCURRENCY = 8
const BODY = Buffer.alloc(20_000, 'x')

async function http2Client(config: Partial<FetchConfig> = {}, concurrency = CONCURRENCY) {
  const ca = (await temporaryFolder())('ca.pem')
  writeFileSync(ca, authority.cert)
  const settings: HostSettings = { concurrency, intervalMs: 0, allowPrivate: 'always', headers: {} }
  return clientOf({ http2: true, ca: [ca], ...config }, { settingsOf: () => settings })
}

/** What came of many requests, as schedules make them: a few at once, the next as soon as one has ended. */
async function askMany(count: number, origin: string, client: Awaited<ReturnType<typeof http2Client>>) {
  const answers: (Exchange | Refusal)[] = []
  let next = 0
  const asker = async (): Promise<void> => {
    while (next < count) {
      const i = next++
      answers[i] = await askFor(client, `${origin}/${i}`, { firstByteTimeoutMs: 1000 })
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, asker))
  const tally: Record<string, number> = {}
  for (const answer of answers) {
    const what = 'body' in answer ? `${answer.statusCode}, ${answer.body.length} bytes` : answer.code
    tally[what] = (tally[what] ?? 0) + 1
  }
  return tally
}

function answerWhole(stream: ServerHttp2Stream): void {
  if (stream.destroyed || stream.closed) return
  stream.respond({ ':status': 200, 'content-type': 'text/html' })
  stream.end(BODY)
}

/** Answers every request as it should, but for each fiftieth, which it does something else to. */
async function serveWithout(misdeed: (stream: ServerHttp2Stream) => void, options = {}) {
  let count = 0
  const { port } = await serveHttp2(
    identity,
    (stream) => {
      count += 1
      if (count % 50 === 0) misdeed(stream)
      else setImmediate(answerWhole, stream)
    },
    options,
  )
  return `https://localhost:${port}`
}
const begin = (stream: ServerHttp2Stream, then: () => void): void => {
  stream.respond({ ':status': 200, 'content-type': 'text/html' })
  stream.write('hello', () => setImmediate(then))
}

test('500 requests are all answered, whole, and no more of them at once than the bound', async () => {
  let [inFlight, most] = [0, 0]
  const { port, sessions } = await serveHttp2(identity, (stream) => {
    inFlight += 1
    most = Math.max(most, inFlight)
    setImmediate(() => {
      inFlight -= 1
      answerWhole(stream)
    })
  })
  const client = await http2Client()
  const origin = `https://localhost:${port}`
  const answers = await Promise.all(Array.from({ length: 500 }, (_, i) => askFor(client, `${origin}/${i}`)))
  expect(answers.filter((answer) => 'body' in answer && BODY.equals(answer.body))).toHaveLength(500)
  expect(most).toBeLessThanOrEqual(CONCURRENCY)
  expect(sessions.size).toBeLessThanOrEqual(CONCURRENCY)
})

describe('one bad stream of fifty costs one page', () => {
  test.each<[string, (stream: ServerHttp2Stream) => void, string]>([
    ['reset before its headers', (stream) => stream.destroy(new Error('x')), 'connection-reset'],
    ['refused', (stream) => stream.close(7), 'connection-reset'],
    ['cancelled before its headers', (stream) => stream.close(8), 'connection-reset'],
    ['ended without headers', (stream) => stream.destroy(), 'connection-reset'],
    ['reset in its body', (stream) => begin(stream, () => stream.destroy(new Error('x'))), 'truncated'],
    [
      'shorter than it said',
      (stream) => {
        stream.respond({ ':status': 200, 'content-length': 100 })
        stream.end('hello')
      },
      'truncated',
    ],
    [
      'reset in its body, without an error and without a length',
      (stream) => begin(stream, () => stream.destroy()),
      'truncated',
    ],
    [
      'cancelled in its body',
      (stream) => begin(stream, () => stream.destroy(Object.assign(new Error('x'), { code: 'x' }))),
      'truncated',
    ],
    [
      'shorter than it said, without an error',
      (stream) => {
        stream.respond({ ':status': 200, 'content-length': 100 })
        stream.write('hello', () => setImmediate(() => stream.destroy()))
      },
      'truncated',
    ],
  ])('%s', async (_name, misdeed, code) => {
    const origin = await serveWithout(misdeed)
    expect(await askMany(200, origin, await http2Client())).toEqual({ '200, 20000 bytes': 196, [code]: 4 })
  })
})

describe('the end of a session costs no more than the pages on it', () => {
  test.each<[string, (stream: ServerHttp2Stream) => void]>([
    [
      'GOAWAY without an error',
      (stream) => {
        stream.session?.goaway(0)
        setImmediate(answerWhole, stream)
      },
    ],
    ['GOAWAY with an error', (stream) => stream.session?.goaway(11)],
    [
      'GOAWAY in a body',
      (stream) =>
        begin(stream, () => {
          stream.session?.goaway(0)
          stream.end()
        }),
    ],
    [
      'a session closed',
      (stream) => {
        stream.session?.close()
        setImmediate(answerWhole, stream)
      },
    ],
    ['a session destroyed', (stream) => stream.session?.destroy()],
    ['a session destroyed in a body', (stream) => begin(stream, () => stream.session?.destroy())],
    [
      'a body longer than it said',
      (stream) => {
        stream.respond({ ':status': 200, 'content-length': 2 })
        stream.end('hello')
      },
    ],
    [
      'headers without end',
      (stream) => {
        const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x-${i}`, 'x'.repeat(15_000)]))
        stream.respond({ ':status': 200, ...many })
        stream.end()
      },
    ],
  ])('%s', async (_name, misdeed) => {
    const origin = await serveWithout(misdeed, { maxSendHeaderBlockLength: 1_000_000 })
    const tally = await askMany(200, origin, await http2Client())
    const { '200, 20000 bytes': whole = 0, ...others } = tally
    expect(whole).toBeGreaterThanOrEqual(200 - 4 * CONCURRENCY)
    const passing = ['connection-reset', 'truncated', '200, 5 bytes']
    expect(Object.keys(others).filter((code) => !passing.includes(code))).toEqual([])
  })

  test('a server that closes idle sessions is connected to anew', async () => {
    const { port, sessions } = await serveHttp2(identity, answerWhole)
    const client = await http2Client()
    for (let round = 0; round < 3; round += 1) {
      expect(textOf(await askFor(client, `https://localhost:${port}/`))).toHaveLength(BODY.length)
      await Promise.all(
        [...sessions].map((session) => new Promise<void>((resolve) => session.close(() => resolve()))),
      )
    }
  })

  test('a server that goes away lets the pages on their way arrive', async () => {
    const { port } = await serveHttp2(identity, (stream) => {
      begin(stream, () => {
        stream.session?.goaway(0)
        stream.end(' and all the rest')
      })
    })
    const client = await http2Client()
    for (let round = 0; round < 3; round += 1) {
      expect(textOf(await askFor(client, `https://localhost:${port}/`))).toBe('hello and all the rest')
    }
  })
})

describe('HTTP/2', () => {
  test('carries all pages of an origin on one connection', async () => {
    const seen = new Set<unknown>()
    const { port } = await serveHttp2(identity, (stream) => {
      seen.add(stream.session)
      answerWhole(stream)
    })
    await askMany(50, `https://localhost:${port}`, await http2Client())
    expect(seen.size).toBe(1)
  })

  test('asks as HTTP/1.1 would: path, query, host and headers', async () => {
    let asked: IncomingHttpHeaders = {}
    const { port } = await serveHttp2(identity, (stream, headers) => {
      asked = headers
      stream.respond({ ':status': 200, 'set-cookie': ['a=1', 'b=2'], 'content-type': 'text/html' })
      stream.end('ok')
    })
    const answer = await askFor(await http2Client(), `https://localhost:${port}/a?b=c`)
    expect(asked).toMatchObject({
      ':method': 'GET',
      ':scheme': 'https',
      ':authority': `localhost:${port}`,
      ':path': '/a?b=c',
      'user-agent': 'textmill/test',
    })
    expect(answer).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'text/html', 'set-cookie': ['a=1', 'b=2'] },
    })
    expect(
      Object.keys('headers' in answer ? answer.headers : {}).filter((name) => name.startsWith(':')),
    ).toEqual([])
  })

  test('is not spoken unless it is wanted', async () => {
    const { port } = await serveHttp2(identity, answerWhole, { allowHTTP1: true })
    const answer = await askFor(await http2Client({ http2: false }), `https://localhost:${port}/`)
    expect(textOf(answer)).toBe('1.1')
  })

  test('is not spoken with a server that knows HTTP/1.1 only; the connection that showed it is used', async () => {
    const ports = new Set<number | undefined>()
    const port = await serveSecurely(identity, (request, response) => {
      ports.add(request.socket.remotePort)
      response.end(request.httpVersion)
    })
    const client = await http2Client({}, 1)
    for (let round = 0; round < 3; round += 1) {
      expect(textOf(await askFor(client, `https://localhost:${port}/`))).toBe('1.1')
    }
    expect(ports.size).toBe(1)
  })

  test('bounds connections to such a server as ever', async () => {
    const ports = new Set<number | undefined>()
    const port = await serveSecurely(identity, (request, response) => {
      ports.add(request.socket.remotePort)
      response.end(request.httpVersion)
    })
    const client = await http2Client({}, 2)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => askFor(client, `https://localhost:${port}/`)),
    )
    expect(new Set(answers.map(textOf))).toEqual(new Set(['1.1']))
    expect(ports.size).toBe(2)
  })

  test('goes through the tunnel of a proxy', async () => {
    const { port } = await serveHttp2(identity, answerWhole)
    const proxy = await serveProxy()
    const client = await http2Client({ proxy: proxy.origin })
    expect(await askMany(20, `https://localhost:${port}`, client)).toEqual({ '200, 20000 bytes': 20 })
    expect(proxy.asked).toEqual([`CONNECT localhost:${port}`])
  })

  test('fails as HTTP/1.1 does where there is no connection', async () => {
    const client = await http2Client({ ca: [] })
    const { port } = await serveHttp2(identity, answerWhole)
    expect(textOf(await askFor(client, (await closedOrigin()).replace('http:', 'https:')))).toBe(
      'connection-refused',
    )
    expect(textOf(await askFor(client, `https://localhost:${port}/`))).toBe('tls')
    expect(textOf(await askFor(client, `https://localhost:${port}/`))).toBe('tls')
  })

  test('gives up one page without the others: too large, too late, or no longer wanted', async () => {
    const { port, sessions } = await serveHttp2(identity, (stream, { ':path': path }) => {
      if (path !== '/never') setTimeout(answerWhole, 20, stream)
    })
    const client = await http2Client()
    const origin = `https://localhost:${port}`
    const stop = new AbortController()
    const pages = [
      askFor(client, `${origin}/`),
      askFor(client, `${origin}/`, { maxBodyBytes: 19_999 }),
      askFor(client, `${origin}/never`, { firstByteTimeoutMs: 50 }),
      askFor(client, `${origin}/never`, { signal: stop.signal }).catch((error: Error) => error),
      askFor(client, `${origin}/`),
    ]
    setTimeout(() => stop.abort(new Error('enough')), 30)
    expect(await Promise.all(pages)).toMatchObject([
      { statusCode: 200 },
      { code: 'body-too-large' },
      { code: 'timeout', message: 'no answer within 50 ms' },
      { message: 'enough' },
      { statusCode: 200 },
    ])
    expect(sessions.size).toBe(1)
    expect(textOf(await askFor(client, `${origin}/`))).toHaveLength(BODY.length)
  })

  test('keeps within its bound even after pages were given up', async () => {
    let [inFlight, most] = [0, 0]
    const { port } = await serveHttp2(identity, (stream, { ':path': path }) => {
      inFlight += 1
      most = Math.max(most, inFlight)
      stream.on('close', () => {
        inFlight -= 1
      })
      if (path !== '/never') setTimeout(answerWhole, 5, stream)
    })
    const client = await http2Client({}, 2)
    const origin = `https://localhost:${port}`
    const lost = Array.from({ length: 4 }, () =>
      askFor(client, `${origin}/never`, { firstByteTimeoutMs: 20 }),
    )
    const found = Array.from({ length: 10 }, () => askFor(client, `${origin}/`))
    expect((await Promise.all(lost)).map(textOf)).toEqual(Array(4).fill('timeout'))
    expect((await Promise.all(found)).map((answer) => textOf(answer).length)).toEqual(
      Array(10).fill(BODY.length),
    )
    // A stream that is given up is still open, for the server, until it has been told.
    expect(most).toBeLessThanOrEqual(4)
  })

  test('reads 60,000 bytes of headers, and no more than 64 KiB', async () => {
    const { port } = await serveHttp2(
      identity,
      (stream, { ':path': path }) => {
        stream.respond({ ':status': 200, 'x-large': 'x'.repeat(Number(path?.slice(1))) })
        stream.end('ok')
      },
      { maxSendHeaderBlockLength: 1_000_000 },
    )
    const client = await http2Client()
    expect(textOf(await askFor(client, `https://localhost:${port}/60000`))).toBe('ok')
    expect(await askFor(client, `https://localhost:${port}/66000`)).toMatchObject({
      code: 'connection-reset',
    })
  })
})
