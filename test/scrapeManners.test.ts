import { readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import Database from 'libsql'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { scrape } from '../src/scrape.ts'
import type { AttemptRecord, PageResult, ScraperOptions } from '../src/types.ts'
import { closedOrigin, serve } from './support/localServer.ts'
import { pageOf } from './support/pages.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

interface Document {
  readonly pages: readonly PageResult[]
}

type At = Awaited<ReturnType<typeof temporaryFolder>>

async function runOf(at: At, urls: readonly string[], fetch: ScraperOptions['fetch'], name = 'out.json') {
  writeFileSync(at('urls.txt'), urls.join('\n'))
  await scrape({ input: [at('urls.txt')], output: { files: [at(name)] }, fetch: { robots: false, ...fetch } })
  return (JSON.parse(readFileSync(at(name), 'utf8')) as Document).pages
}

const html = (response: ServerResponse, body = pageOf('/')): unknown =>
  response.setHeader('content-type', 'text/html').end(body)

/** A server that holds its answers back until as many requests are in flight as will ever be, and counts them. */
async function countingServer(expected: number) {
  const held: ServerResponse[] = []
  const seen = { most: 0 }
  const origin = await serve((_request, response) => {
    held.push(response)
    seen.most = Math.max(seen.most, held.length)
    if (held.length >= expected) for (const each of held.splice(0)) html(each)
  })
  return { origin, seen }
}

describe('the hosts table', () => {
  test('bounds one host by itself', async () => {
    const at = await temporaryFolder()
    const { origin, seen } = await countingServer(1)
    const wide = await countingServer(4)
    const urls = Array.from({ length: 8 }, (_, i) => [
      `${origin.replace('127.0.0.1', 'localhost')}/${i}`,
      `${wide.origin}/${i}`,
    ])
    const pages = await runOf(at, urls.flat(), { hosts: { LOCALHOST: { concurrency: 1 } } })
    expect(pages.map(({ status }) => status)).toEqual(Array(16).fill('ok'))
    expect([seen.most, wide.seen.most]).toEqual([1, 4])
  })

  test('keeps a host’s own interval', async () => {
    const at = await temporaryFolder()
    const times: number[] = []
    const origin = await serve((_request, response) => {
      times.push(performance.now())
      html(response)
    })
    const urls = Array.from({ length: 4 }, (_, i) => `${origin}/${i}`)
    await runOf(at, urls, { hosts: { '127.0.0.1': { intervalMs: 60 } } })
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(50)
  })

  test('lets a host have a private address, or not', async () => {
    const at = await temporaryFolder()
    const origin = await serve((_request, response) => html(response))
    const pages = await runOf(at, [origin], { hosts: { '127.0.0.1': { allowPrivate: 'never' } } })
    expect(pages).toMatchObject([{ failure: { code: 'blocked-address' } }])
  })
})

describe('an interval', () => {
  const arrivals = async (robots: (response: ServerResponse) => void, fetch: ScraperOptions['fetch']) => {
    const at = await temporaryFolder()
    const asked: { readonly path: string; readonly time: number }[] = []
    const origin = await serve((request, response) => {
      asked.push({ path: request.url ?? '', time: performance.now() })
      if (request.url === '/robots.txt') robots(response)
      else html(response)
    })
    const urls = Array.from({ length: 5 }, (_, i) => `${origin}/${i}`)
    const pages = await runOf(at, urls, { robots: true, ...fetch })
    expect(pages.map(({ status }) => status)).toEqual(Array(5).fill('ok'))
    const gaps = asked.slice(1).map(({ time }, i) => time - (asked[i]?.time ?? 0))
    return { first: asked[0]?.path, count: asked.length, gaps }
  }

  test.each([
    ['slow', 700],
    ['quick', 0],
  ])(
    'lies between all requests to a host, the first of which is for a %s robots.txt',
    async (_, robotsMs) => {
      const answer = (response: ServerResponse) =>
        void setTimeout(() => response.end('User-agent: *\nAllow: /'), robotsMs)
      const { first, count, gaps } = await arrivals(answer, { perHost: { intervalMs: 200 } })
      expect([first, count]).toEqual(['/robots.txt', 6])
      // On a busy machine one request takes longer to arrive than the next.
      expect(Math.min(...gaps)).toBeGreaterThan(150)
    },
  )

  test('lies also between robots.txt and where that was moved to', async () => {
    const move = (response: ServerResponse) => void response.writeHead(302, { location: '/moved' }).end()
    const { first, count, gaps } = await arrivals(move, { perHost: { intervalMs: 200 } })
    expect([first, count]).toEqual(['/robots.txt', 7])
    expect(Math.min(...gaps)).toBeGreaterThan(150)
  })
})

describe('a robots.txt that could not be had', () => {
  /** Retries come as soon as they may. */
  const retriedAtOnce = async (failures: number, pages: number, retries: number) => {
    const spy = vi.spyOn(Math, 'random').mockReturnValue(0)
    onTestFinished(() => void spy.mockRestore())
    const at = await temporaryFolder()
    const asked: number[] = []
    const origin = await serve((request, response) => {
      if (request.url !== '/robots.txt') return html(response)
      asked.push(performance.now())
      return response.writeHead(asked.length > failures ? 404 : 503).end()
    })
    const urls = Array.from({ length: pages }, (_, i) => `${origin}/${i}`)
    const rows = await runOf(at, urls, { robots: true, retries })
    return { rows, asked }
  }

  test('is asked for again by the retry of its page, which waits until it may be', async () => {
    const { rows, asked } = await retriedAtOnce(1, 1, 1)
    expect(rows).toMatchObject([{ status: 'ok' }])
    expect(asked).toHaveLength(2)
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(490)
  })

  test('fails its pages after as many answers as they have attempts', async () => {
    const { rows, asked } = await retriedAtOnce(Infinity, 4, 1)
    expect(rows).toMatchObject(
      Array(4).fill({ status: 'failed', failure: { code: 'robots-unavailable', attempts: 2 } }),
    )
    // Pages share an answer; none hears the same one twice.
    expect(asked.length).toBeGreaterThanOrEqual(2)
    expect(asked.length).toBeLessThanOrEqual(8)
  })
})

describe('a meta refresh', () => {
  test('is followed as a redirect, and recorded as one', async () => {
    const at = await temporaryFolder()
    const origin = await serve((request, response) => {
      if (request.url === '/old') html(response, '<meta http-equiv=refresh content="1; url=/new#top">')
      else html(response)
    })
    expect(await runOf(at, [`${origin}/old`], {})).toMatchObject([
      {
        status: 'ok',
        finalUrl: `${origin}/new`,
        http: { redirects: [{ url: `${origin}/old`, statusCode: 200 }] },
      },
    ])
  })

  test('that leads in a circle is a loop', async () => {
    const at = await temporaryFolder()
    const origin = await serve((request, response) => {
      const target = request.url === '/a' ? '/b' : '/a'
      html(response, `<meta http-equiv=refresh content="0; url=${target}">`)
    })
    expect(await runOf(at, [`${origin}/a`], {})).toMatchObject([{ failure: { code: 'redirect-loop' } }])
  })
})

describe('every attempt', () => {
  test('is recorded: when, why, how long it had waited for, and what came back', async () => {
    const at = await temporaryFolder()
    let asked = 0
    const origin = await serve((_request, response) => {
      asked += 1
      if (asked === 1) response.writeHead(503).end()
      else if (asked === 2) response.destroy()
      else html(response)
    })
    await runOf(at, [origin], { retries: 2 })
    const database = new Database(at('out.json.state'))
    const [row] = database.prepare('SELECT attempts FROM results').all() as { attempts: string }[]
    database.close()
    const attempts = JSON.parse(row?.attempts ?? '') as AttemptRecord[]
    expect(attempts).toMatchObject([
      { why: 'first', waitedMs: 0, cameBack: 'http-status', statusCode: 503 },
      { why: 'http-status 503', cameBack: 'connection-reset' },
      { why: 'connection-reset', cameBack: 'ok', statusCode: 200 },
    ])
    const times = attempts.map(({ at: time }) => time)
    for (const [i, { waitedMs, tookMs }] of attempts.entries()) {
      expect(tookMs).toBeGreaterThanOrEqual(0)
      if (i > 0) expect((times[i] ?? 0) - (times[i - 1] ?? 0)).toBe(waitedMs + (attempts[i - 1]?.tookMs ?? 0))
    }
  })
})

describe('a host that asks to be left alone', () => {
  test('for too long is left alone by the next run too, until the time has passed', async () => {
    const at = await temporaryFolder()
    let asked = 0
    const origin = await serve((_request, response) => {
      asked += 1
      response.writeHead(429, { 'retry-after': '3600' }).end()
    })
    const urls = Array.from({ length: 30 }, (_, i) => `${origin}/${i}`)
    const first = await runOf(at, urls, { perHost: { concurrency: 1 } })
    expect(asked).toBe(1)
    expect(await runOf(at, urls, {})).toEqual(first)
    expect(asked).toBe(1)
    expect(first.map((page) => page.status === 'failed' && page.failure)).toEqual(
      Array(30).fill({
        stage: 'fetch',
        code: 'retry-after-too-long',
        message: 'the host asks to be left alone for longer than 60000 ms',
        attempts: 0,
      }),
    )
  })

  test('for a moment gets it, whatever else waits', async () => {
    const at = await temporaryFolder()
    const times: number[] = []
    const origin = await serve((_request, response) => {
      times.push(performance.now())
      if (times.length === 1) response.writeHead(429, { 'retry-after': '1' }).end()
      else html(response)
    })
    const pages = await runOf(at, [`${origin}/1`, `${origin}/2`], { perHost: { concurrency: 1 } })
    expect(pages.map(({ status }) => status)).toEqual(['ok', 'ok'])
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990)
  })
})

test('a dead origin’s pages are told through a hook only once it is certain what they come to', async () => {
  const at = await temporaryFolder()
  const origin = await closedOrigin()
  const told: string[] = []
  const urls = Array.from({ length: 8 }, (_, i) => `${origin}/${i}`)
  writeFileSync(at('urls.txt'), urls.join('\n'))
  await scrape({
    input: [at('urls.txt')],
    fetch: { robots: false, retries: 0, perHost: { concurrency: 64 } },
    output: { files: [at('out.json')] },
    onResult: (page) => void told.push(`${page.index} ${codeOf(page)}`),
  })
  expect(told.toSorted()).toEqual(urls.map((_url, i) => `${i} host-unreachable 0`))
})

const codeOf = (page: PageResult): string =>
  page.status === 'failed' ? `${page.failure.code} ${page.failure.attempts}` : page.status

describe('cookies', () => {
  const session = async (fetch: ScraperOptions['fetch']) => {
    const at = await temporaryFolder()
    const sent: (string | undefined)[] = []
    const origin = await serve((request: IncomingMessage, response) => {
      sent.push(request.headers.cookie)
      response.setHeader('set-cookie', `visit=${sent.length}`)
      html(response)
    })
    await runOf(at, [`${origin}/1`, `${origin}/2`], { perHost: { concurrency: 1 }, ...fetch })
    return sent
  }

  test('are not kept unless asked for', async () => {
    expect(await session({})).toEqual([undefined, undefined])
  })

  test('are kept for the run', async () => {
    expect(await session({ cookies: true })).toEqual([undefined, 'visit=1'])
  })

  test('are kept in a file from run to run', async () => {
    const at = await temporaryFolder()
    expect(await session({ cookieJar: at('cookies.txt') })).toEqual([undefined, 'visit=1'])
    expect(await session({ cookieJar: at('cookies.txt') })).toEqual(['visit=2', 'visit=1'])
  })
})
