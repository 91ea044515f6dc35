import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Exchange } from '../../src/fetch/exchange.ts'
import { askFor, clientOf, type Refusal, textOf } from '../support/client.ts'
import { serve, serveRaw } from '../support/localServer.ts'

const OK = 'HTTP/1.1 200 OK\r\n'
const answerOf = async (text: string) => askFor(clientOf(), await serveRaw((socket) => socket.end(text)))

/** How a server may say where a body ends, each time together with the end of the connection. */
const FRAMINGS: Record<string, (socket: Socket, body: Buffer, encoding: string) => void> = {
  'Connection: close, without a length': (socket, body, encoding) => {
    socket.write(`${OK}${encoding}Connection: close\r\n\r\n`)
    socket.end(body)
  },
  'Connection: close, with a length': (socket, body, encoding) => {
    socket.write(`${OK}${encoding}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n`)
    socket.end(body)
  },
  'HTTP/1.0 without a length': (socket, body, encoding) => {
    socket.write(`HTTP/1.0 200 OK\r\n${encoding}\r\n`)
    socket.end(body)
  },
  'keep-alive with a length, then the end': (socket, body, encoding) => {
    socket.write(`${OK}${encoding}Content-Length: ${body.length}\r\n\r\n`)
    socket.end(body)
  },
  'chunked, then the end': (socket, body, encoding) => {
    socket.write(`${OK}${encoding}Transfer-Encoding: chunked\r\n\r\n`)
    const half = body.length >> 1
    for (const chunk of [body.subarray(0, half), body.subarray(half)]) {
      socket.write(`${chunk.length.toString(16)}\r\n`)
      socket.write(chunk)
      socket.write('\r\n')
    }
    socket.end('0\r\n\r\n')
  },
  'all in one piece': (socket, body, encoding) => {
    socket.end(Buffer.concat([Buffer.from(`${OK}${encoding}Content-Length: ${body.length}\r\n\r\n`), body]))
  },
}

/** From 64 KB to 5 MB, most of them small. */
const SIZES = [64, 65, 86, 100, 128, 150, 200, 64, 300, 90].map((kilobytes) => kilobytes * 1024)
const LARGE = 5_000_000

describe('a body that arrives together with the end of its connection', () => {
  test('is whole 500 times of 500, however it is framed, gzip and not', async () => {
    const noise = randomBytes(LARGE)
    const kinds = Object.values(FRAMINGS).flatMap((frame) => [
      { frame, encoding: '' },
      { frame, encoding: 'Content-Encoding: gzip\r\n' },
    ])
    const bodies = [...SIZES, LARGE].map((size) => {
      const plain = noise.subarray(0, size)
      return { plain, gzip: gzipSync(plain, { level: 1 }) }
    })
    const cases = Array.from({ length: 500 }, (_, i) => {
      const kind = kinds[i % kinds.length] as (typeof kinds)[number]
      // A large one of every kind.
      const size = i < kinds.length ? SIZES.length : i % SIZES.length
      const { plain, gzip } = bodies[size] as (typeof bodies)[number]
      return { ...kind, body: kind.encoding === '' ? plain : gzip }
    })
    const origin = await serveByPath((path, socket) => {
      const { frame, body, encoding } = cases[Number(path)] as (typeof cases)[number]
      frame(socket, body, encoding)
    })
    const client = clientOf()
    const hash = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex')
    const hashes = new Map(cases.map(({ body }) => [body, hash(body)]))
    const wrong: unknown[] = []
    await Promise.all(
      cases.map(async ({ body }, i) => {
        const answer = await askFor(client, `${origin}/${i}`)
        const isWhole =
          'body' in answer && answer.body.length === body.length && hash(answer.body) === hashes.get(body)
        if (!isWhole)
          wrong.push({ i, length: body.length, answer: 'body' in answer ? answer.body.length : answer })
      }),
    )
    expect(cases).toHaveLength(500)
    expect(wrong).toEqual([])
  })
})

describe('an answer that ends early is truncated, and never an answer', () => {
  const early = { code: 'truncated', headersSeen: true }

  test.each([
    ['the end before the length', 'Content-Length: 100\r\n\r\nhello'],
    ['the end before any of the length', 'Content-Length: 100\r\n\r\n'],
    ['the end before the length, as announced', 'Connection: close\r\nContent-Length: 100\r\n\r\nhello'],
    ['no last chunk', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
    ['no last chunk, as announced', 'Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
    ['half a chunk', 'Transfer-Encoding: chunked\r\n\r\n50\r\nhello'],
    ['no end of the last chunk', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n'],
  ])('%s', async (_name, rest) => {
    expect(await answerOf(`${OK}${rest}`)).toMatchObject(early)
  })

  test.each([
    ['with a length', 'Content-Length: 100\r\n\r\nhello'],
    ['without a length', 'Connection: close\r\n\r\nhello'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
  ])('a reset in its body, %s', async (_name, rest) => {
    let received: () => void = () => {}
    const head = new Promise<void>((resolve) => {
      received = resolve
    })
    const origin = await serveRaw(async (socket) => {
      socket.write(`${OK}${rest}`)
      await head
      socket.resetAndDestroy()
    })
    const wantsBody = (): boolean => {
      received()
      return true
    }
    expect(await askFor(clientOf(), origin, { wantsBody })).toMatchObject(early)
  })
})

describe('an answer that never begins', () => {
  test.each<[string, (socket: Socket) => void]>([
    ['a reset', (socket) => socket.resetAndDestroy()],
    ['the end', (socket) => socket.end()],
  ])('is connection-reset: %s', async (_name, end) => {
    expect(await askFor(clientOf(), await serveRaw(end))).toMatchObject({
      code: 'connection-reset',
      headersSeen: false,
    })
  })

  test('is connection-reset: the end within the head', async () => {
    expect(await answerOf('HTTP/1.1 200 OK\r\nContent-')).toMatchObject({
      code: 'connection-reset',
      headersSeen: false,
    })
  })
})

describe('an answer that is no answer', () => {
  test.each([
    ['garbage', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['binary garbage', '\u0000\u0001\u0002\u0003\r\n\r\n'],
    ['a header without a name', `${OK}: x\r\n\r\n`],
  ])('is protocol-error: %s', async (_name, text) => {
    expect(await answerOf(text)).toMatchObject({
      code: 'protocol-error',
      message: expect.stringMatching(/^the answer is not valid HTTP/),
    })
  })

  test('is headers-too-large: one header, or many', async () => {
    const one = `${OK}X: ${'x'.repeat(70_000)}\r\n\r\n`
    const many = `${OK}${Array.from({ length: 700 }, (_, i) => `X-${i}: ${'x'.repeat(100)}\r\n`).join('')}\r\n`
    expect(await answerOf(one)).toMatchObject({ code: 'headers-too-large' })
    expect(await answerOf(many)).toMatchObject({ code: 'headers-too-large' })
  })

  test('but 60,000 bytes of headers are read', async () => {
    const header = `X: ${'x'.repeat(60_000)}\r\nContent-Length: 2\r\n\r\nok`
    expect(textOf(await answerOf(OK + header))).toBe('ok')
  })
})

describe('the first byte', () => {
  const noAnswer = { code: 'timeout', message: 'no answer within 60 ms', headersSeen: false }

  test('has a deadline of its own, and its connection is given up with it', async () => {
    let closed: Promise<unknown> = Promise.resolve()
    const origin = await serve((request) => {
      closed = once(request.socket, 'close')
    })
    const began = performance.now()
    expect(await askFor(clientOf(), origin, { firstByteTimeoutMs: 60 })).toMatchObject(noAnswer)
    const tookMs = performance.now() - began
    expect(tookMs).toBeGreaterThanOrEqual(58)
    expect(tookMs).toBeLessThan(500)
    await expect(closed).resolves.toBeDefined()
  })

  test('is not an interim answer', async () => {
    const origin = await serveRaw((socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n')
    })
    expect(await askFor(clientOf(), origin, { firstByteTimeoutMs: 60 })).toMatchObject(noAnswer)
  })

  test('is not half a head', async () => {
    const origin = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-Slow:')
    })
    expect(await askFor(clientOf(), origin, { firstByteTimeoutMs: 60 })).toMatchObject(noAnswer)
  })

  test('may be followed by a body that takes longer', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200).write('slow ')
      setTimeout(() => response.end('body'), 120)
    })
    expect(textOf(await askFor(clientOf(), origin, { firstByteTimeoutMs: 60 }))).toBe('slow body')
  })

  test('is waited for only once the request is sent: waiting for a connection does not count', async () => {
    const origin = await serve((_request, response) => {
      setTimeout(() => response.end('x'), 50)
    })
    const concurrency = 1
    const client = clientOf(
      {},
      { settingsOf: () => ({ concurrency, intervalMs: 0, allowPrivate: 'always', headers: {} }) },
    )
    const ask = () => askFor(client, origin, { firstByteTimeoutMs: 120 })
    const answers = await Promise.all([ask(), ask(), ask(), ask()])
    expect(answers.map(textOf)).toEqual(['x', 'x', 'x', 'x'])
  })
})

describe('an interim answer', () => {
  test('comes before the answer, and is none', async () => {
    const origin = await serveRaw((socket) => {
      socket.end(
        'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
      )
    })
    expect(await askFor(clientOf(), origin)).toMatchObject({
      statusCode: 200,
      body: new Uint8Array([111, 107]),
    })
  })
})

describe('an abort', () => {
  test('that came before is obeyed without a request', async () => {
    let asked = 0
    const origin = await serve((_request, response) => {
      asked += 1
      response.end()
    })
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(askFor(clientOf(), origin, { signal })).rejects.toThrow('too late')
    expect(asked).toBe(0)
  })

  test('in the body ends it with the reason', async () => {
    const stop = new AbortController()
    const origin = await serve((_request, response) => {
      response.writeHead(200).write('hello')
    })
    const wantsBody = (): boolean => {
      void turn().then(() => stop.abort(new Error('enough')))
      return true
    }
    await expect(askFor(clientOf(), origin, { signal: stop.signal, wantsBody })).rejects.toThrow('enough')
  })
})

test.each([204, 304])('status %i has no body, whatever length it announces', async (statusCode) => {
  const answer: Exchange | Refusal = await answerOf(`HTTP/1.1 ${statusCode} x\r\nContent-Length: 100\r\n\r\n`)
  expect(answer).toMatchObject({ statusCode, body: new Uint8Array() })
})

/** A server of bare sockets that knows the path it is asked for, without its slash. */
async function serveByPath(answer: (path: string, socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (data) => answer(/^GET \/(\S*)/.exec(data.toString('latin1'))?.[1] ?? '', socket))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}
