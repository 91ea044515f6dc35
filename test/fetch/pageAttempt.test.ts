import { describe, expect, test } from 'vitest'
import { closedOrigin, serve, serveRaw } from '../support/localServer.ts'
import { fetcherOf, never, outcomeOf, requestOf, textOf } from './support/fetcher.ts'

/** A server that says which of the headers it was sent. */
const echo = (names: readonly string[], location?: string) =>
  serve((request, response) => {
    if (location !== undefined && request.url === '/go') return response.writeHead(302, { location }).end()
    const sent = names.flatMap((name) =>
      name in request.headers ? [`${name}=${request.headers[name]}`] : [],
    )
    return response.setHeader('content-type', 'text/html').end(sent.join(' '))
  })

describe('what the user wants sent', () => {
  const names = ['authorization', 'cookie', 'x-api-key']
  const hosts = {
    '127.0.0.1': { auth: 'me:secret', headers: { 'X-Api-Key': 'k', Cookie: 'session=1' } },
  }

  test('goes to the origin of the page, redirects on it included', async () => {
    const origin = await echo(names, '/there')
    expect(textOf(await outcomeOf(`${origin}/go`, { hosts }))).toBe(
      `authorization=Basic ${btoa('me:secret')} cookie=session=1 x-api-key=k`,
    )
  })

  test('never crosses to another origin: not even to another port of the host', async () => {
    const other = await echo(names)
    const origin = await echo(names, `${other}/`)
    const fetcher = await fetcherOf({ hosts })
    const moved = await fetcher.fetchPage(requestOf(`${origin}/go`), never)
    if (moved.kind !== 'moved') throw new Error(moved.kind)
    expect(textOf(await fetcher.fetchPage({ ...requestOf(moved.hop.url), ...moved.hop }, never))).toBe('')
  })

  test('does not go with robots.txt, of whichever origin', async () => {
    const sent: string[] = []
    const other = await serve((request, response) => {
      sent.push(`${request.url} ${request.headers['x-api-key']}`)
      response.setHeader('content-type', 'text/html').end('')
    })
    const origin = await serve((request, response) => {
      sent.push(`${request.url} ${request.headers['x-api-key']}`)
      response.writeHead(request.url === '/go' ? 302 : 404, { location: `${other}/` }).end()
    })
    await outcomeOf(`${origin}/go`, { hosts, robots: true })
    expect(sent).toEqual(['/robots.txt undefined', '/go k'])
  })

  test('does not cross when the schedule carries the redirect to another host', async () => {
    const origin = await echo(names)
    const home = 'http://a.example/'
    const request = { ...requestOf(origin), redirects: [{ url: home, statusCode: 302 }] }
    const fetcher = await fetcherOf({ hosts, headers: { 'x-api-key': 'k' } })
    expect(textOf(await fetcher.fetchPage(request, never))).toBe('')
  })
})

describe('an attempt tells what it has heard of its host', () => {
  test('where it ended, not where it began', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/go') response.writeHead(302, { location: '/' }).end()
      else response.writeHead(429).end()
    })
    expect(await outcomeOf(`${origin}/go`)).toMatchObject({ heard: { origin, pace: 'too-fast' } })
  })

  test('that nobody is there', async () => {
    const origin = await closedOrigin()
    expect(await outcomeOf(origin)).toMatchObject({ heard: { origin, answered: false } })
  })

  test('that an answer began and did not come to its end in time', async () => {
    const origin = await serveRaw((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx'))
    expect(await outcomeOf(origin, { timeoutMs: 100 })).toMatchObject({
      failure: { stage: 'fetch', code: 'timeout', message: 'no whole answer within 100 ms' },
      heard: { origin, answered: true, pace: 'too-fast' },
    })
  })

  test('that no answer began in time', async () => {
    const origin = await serveRaw(() => {})
    expect(await outcomeOf(origin, { timeoutMs: 100 })).toMatchObject({
      failure: { code: 'timeout' },
      heard: { origin, answered: undefined, pace: 'too-fast' },
    })
  })

  test('that the host wants to be left alone', async () => {
    const origin = await serve((_request, response) => response.writeHead(429, { 'retry-after': '5' }).end())
    expect(await outcomeOf(origin)).toMatchObject({
      failure: { code: 'http-status', statusCode: 429 },
      heard: { origin, pace: 'too-fast', pauseMs: 5000 },
    })
  })

  test('and a robots.txt that does not come in time is that failure', async () => {
    const origin = await serveRaw(() => {})
    expect(await outcomeOf(origin, { timeoutMs: 100, robots: true })).toMatchObject({
      failure: { stage: 'robots', code: 'timeout' },
      heard: { origin, answered: undefined },
    })
  })
})

describe('a redirect', () => {
  test('to another port or scheme of the host goes through the schedule: another robots.txt holds there', async () => {
    const origin = await serve((_request, response) =>
      response.writeHead(301, { location: 'https://127.0.0.1/' }).end(),
    )
    expect(await outcomeOf(origin)).toMatchObject({ kind: 'moved', hop: { host: '127.0.0.1' } })
  })

  test('on the same origin does too, where requests keep a distance', async () => {
    const origin = await serve((_request, response) => response.writeHead(301, { location: '/b' }).end())
    const fetcher = await fetcherOf()
    expect(await fetcher.fetchPage({ ...requestOf(origin), intervalMs: 1 }, never)).toMatchObject({
      kind: 'moved',
      hop: { url: `${origin}/b` },
    })
  })
})

describe('a page that turns out to be a redirect', () => {
  const page = {
    finalUrl: 'https://a.example/b',
    statusCode: 200,
    contentType: 'text/html',
    contentEncoding: '',
    refresh: '',
    redirects: [{ url: 'https://a.example/a', statusCode: 301 }],
    body: new Uint8Array(),
  }

  test('goes on through the schedule, with its chain and what is left of its time', async () => {
    const fetcher = await fetcherOf()
    expect(fetcher.refreshed(page, 'https://b.example/c#d', 70)).toEqual({
      kind: 'moved',
      hop: {
        url: 'https://b.example/c',
        host: 'b.example',
        redirects: [...page.redirects, { url: 'https://a.example/b', statusCode: 200 }],
        remainingMs: 70,
      },
    })
  })

  test.each([
    ['https://a.example/a', 'redirect-loop'],
    ['ftp://a.example/', 'blocked-redirect'],
  ])('to %s is a failure', async (url, code) => {
    const fetcher = await fetcherOf()
    expect(fetcher.refreshed(page, url, 70)).toMatchObject({ kind: 'failed', failure: { code } })
  })

  test('counts as one', async () => {
    const fetcher = await fetcherOf({ maxRedirects: 1 })
    expect(fetcher.refreshed(page, 'https://a.example/c', 70)).toMatchObject({
      failure: { code: 'too-many-redirects' },
    })
  })
})
