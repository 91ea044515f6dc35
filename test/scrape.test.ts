import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { LockedError, StoppedError } from '../src/errors.ts'
import type { ScrapeOptions } from '../src/hooks.ts'
import { scrape } from '../src/scrape.ts'
import type { PageResult, ScrapeReport } from '../src/types.ts'
import { closedOrigin, serve } from './support/localServer.ts'
import { pageOf } from './support/pages.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

interface Document {
  readonly summary: ScrapeReport['summary']
  readonly pages: readonly PageResult[]
  readonly run: ScrapeReport['run']
}

const readDocument = (path: string): Document => JSON.parse(readFileSync(path, 'utf8')) as Document
const html: RequestListener = (request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf(request.url ?? ''))
}
const quick: ScrapeOptions = { fetch: { retries: 0 } }

describe('a run', () => {
  test('turns a list into one document: each entry is a row, in input order', async () => {
    const at = await temporaryFolder()
    const origin = await serve((request, response) => {
      if (request.url === '/gone') response.writeHead(404).end()
      else if (request.url === '/moved') response.writeHead(301, { location: '/a' }).end()
      else html(request, response)
    })
    writeFileSync(
      at('urls.txt'),
      `# pages\n${origin}/a\nnot a url\n${origin}/gone\n${origin}/a#top\n\n${origin}/moved\n`,
    )
    const report = await scrape({ ...quick, input: [at('urls.txt')], output: { files: [at('out.json')] } })

    const { summary, pages, run } = readDocument(at('out.json'))
    expect(pages).toMatchObject([
      {
        index: 0,
        url: `${origin}/a`,
        status: 'ok',
        finalUrl: `${origin}/a`,
        http: {
          statusCode: 200,
          contentType: 'text/html',
          charset: 'utf-8',
          bytes: pageOf('/a').length,
          redirects: [],
        },
        analysis: { title: 'Page /a', language: 'en', headings: [{ level: 1, text: 'About /a' }] },
      },
      {
        index: 1,
        url: 'not a url',
        status: 'failed',
        failure: {
          stage: 'source',
          code: 'invalid-url',
          message: `${at('urls.txt')}:3: not a valid URL`,
          attempts: 0,
        },
      },
      {
        index: 2,
        status: 'failed',
        failure: { stage: 'fetch', code: 'http-status', statusCode: 404, attempts: 1 },
      },
      { index: 3, url: `${origin}/a#top`, status: 'skipped', reason: 'duplicate', of: 0 },
      {
        index: 4,
        status: 'ok',
        finalUrl: `${origin}/a`,
        http: { redirects: [{ url: `${origin}/moved`, statusCode: 301 }] },
      },
    ])
    expect(summary).toMatchObject({
      pages: 5,
      ok: 2,
      failed: 2,
      skipped: 1,
      byStatusCode: { 200: 2, 404: 1 },
    })
    expect(report).toEqual({ outcome: 'finished', summary, run, written: [at('out.json')] })
  })

  test('writes the same document at any concurrency and any number of threads', async () => {
    const at = await temporaryFolder()
    const origin = await serve((request, response) =>
      setTimeout(() => html(request, response), Math.random() * 5),
    )
    const urls = Array.from({ length: 60 }, (_, i) => `${origin}/${i % 50}`)
    writeFileSync(at('urls.txt'), urls.join('\n'))
    const documents: string[] = []
    for (const [concurrency, threads] of [
      [1, 0],
      [7, 1],
      [64, 3],
    ] as const) {
      const fetch = { concurrency, perHost: { concurrency } }
      const output = { files: [at(`${concurrency}.json`)] }
      await scrape({ input: [at('urls.txt')], fetch, analysis: { threads }, output })
      documents.push(readFileSync(at(`${concurrency}.json`), 'utf8').replace(/"run": .*\n}/, ''))
    }
    expect(new Set(documents).size).toBe(1)
    expect(documents[0]).toContain('"reason":"duplicate","of":0')
  })

  test('gives each row to the caller once, and writes every output asked for', async () => {
    const at = await temporaryFolder()
    const origin = await serve(html)
    const input = [1, 2, 3, 4, 5, 6].map((i) => `${origin}/${i}`)
    const results: PageResult[] = []
    const files = [at('out.json'), at('out.jsonl')]
    const { written } = await scrape({ input, output: { files }, onResult: (result) => results.push(result) })
    expect(written).toEqual(files)
    const lines = readFileSync(at('out.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(results)
    expect(results.toSorted((a, b) => a.index - b.index)).toEqual(readDocument(at('out.json')).pages)
  })

  test('tells its caller what patterns leave out, and finishes though no page is left', async () => {
    const told: unknown[] = []
    const { outcome, summary } = await scrape({
      input: ['http://127.0.0.1/1'],
      source: { include: ['/2'] },
      output: { files: [] },
      onMessage: (message) => told.push(message),
    })
    expect({ outcome, ...summary }).toMatchObject({ outcome: 'finished', failed: 0, skipped: 1 })
    expect(told).toEqual([
      { level: 'info', text: 'patterns leave out 1 of 1 address: no page is left to ask for' },
      { level: 'info', text: 'source.include: no address fits "/2"' },
    ])
  })

  test('tells its caller when all rows are there and the merge begins', async () => {
    const origin = await serve(html)
    const heard: string[] = []
    await scrape({
      input: [`${origin}/1`],
      output: { files: [] },
      onStart: () => heard.push('start'),
      onResult: ({ status }) => heard.push(status),
      onMerge: () => heard.push('merge'),
    })
    expect(heard).toEqual(['start', 'ok', 'merge'])
  })

  test('tells its caller how far it is', async () => {
    const origin = await serve(html)
    let watched: unknown
    await scrape({
      input: [`${origin}/1`],
      output: { files: [] },
      onStart: ({ progress }) => {
        watched = progress()
      },
    })
    expect(watched).toMatchObject({ done: 0, fetchSlots: 64, inputEnded: false })
  })
})

describe('what is fetched is bounded', () => {
  test('at the server: exactly as many in flight as allowed, over all and for the host', async () => {
    let inFlight = 0
    const seen: number[] = []
    const origin = await serve((request, response) => {
      inFlight += 1
      seen.push(inFlight)
      setTimeout(() => {
        inFlight -= 1
        html(request, response)
      }, 20)
    })
    const byName = origin.replace('127.0.0.1', 'localhost')
    const input = Array.from({ length: 30 }, (_, i) => `${i % 2 === 0 ? origin : byName}/${i}`)
    await scrape({ input, fetch: { concurrency: 5, perHost: { concurrency: 3 } }, output: { files: [] } })
    expect(Math.max(...seen)).toBe(5)
  })

  test('by the bytes that wait for a thread', async () => {
    const at = await temporaryFolder()
    const body = `<p>${'word '.repeat(20_000)}</p>`
    const origin = await serve((_request, response) =>
      response.setHeader('content-type', 'text/html').end(body),
    )
    const input = Array.from({ length: 40 }, (_, i) => `${origin}/${i}`)
    const { run } = await scrape({
      input,
      fetch: { concurrency: 4, perHost: { concurrency: 4 }, maxBufferedBytes: body.length },
      analysis: { threads: 1 },
      output: { files: [at('out.json')] },
    })
    expect(run.stages.buffer.maxBytes).toBeGreaterThanOrEqual(body.length)
    expect(run.stages.buffer.overshootBytes).toBeLessThanOrEqual(4 * body.length)
  })
})

describe('a page’s failure is a row, and the others go on', () => {
  test('when its server is not there', async () => {
    const at = await temporaryFolder()
    const [good, dead] = [await serve(html), await closedOrigin()]
    await scrape({ ...quick, input: [`${dead}/`, `${good}/`], output: { files: [at('out.json')] } })
    expect(readDocument(at('out.json')).pages).toMatchObject([
      { status: 'failed', failure: { code: 'connection-refused', attempts: 1 } },
      { status: 'ok' },
    ])
  })

  test('when its body is cut, and then it is tried again', async () => {
    const at = await temporaryFolder()
    const whole = gzipSync(pageOf('/'))
    let requests = 0
    const origin = await serve((_request, response) => {
      requests += 1
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
      response.end(requests === 1 ? whole.subarray(0, whole.length - 20) : whole)
    })
    await scrape({ input: [origin], fetch: { retries: 1 }, output: { files: [at('out.json')] } })
    expect([requests, readDocument(at('out.json')).summary.ok]).toEqual([2, 1])
  })

  test('when it is not text', async () => {
    const at = await temporaryFolder()
    const origin = await serve((_request, response) =>
      response.setHeader('content-type', 'application/pdf').end('x'),
    )
    await scrape({ input: [origin], output: { files: [at('out.json')] } })
    expect(readDocument(at('out.json')).summary.byFailure).toEqual({ 'not-html': 1 })
  })
})

describe('a run that cannot start says why, and fetches nothing', () => {
  const untouched = (): [RequestListener, () => number] => {
    let requests = 0
    const listener = (_request: IncomingMessage, response: ServerResponse): void => {
      requests += 1
      response.end()
    }
    return [listener, () => requests]
  }

  test.each<[string, (at: (name: string) => string, origin: string) => ScrapeOptions, string]>([
    ['a missing input', (at) => ({ input: [at('no.txt')] }), 'no.txt: no such file'],
    [
      'an output folder that is not there',
      (at, o) => ({ input: [o], output: { files: [at('no/out.json')] } }),
      'there is no folder',
    ],
    [
      'an output by way of a folder that is not there',
      (at, o) => ({ input: [o], output: { files: [`${at('no')}/../out.json`] } }),
      'there is no folder',
    ],
    [
      'a state by way of a folder that is not there',
      (at, o) => ({ input: [o], state: `${at('no')}/../out.state` }),
      'there is no folder',
    ],
    [
      'an ending that names no format',
      (at, o) => ({ input: [o], output: { files: [at('out.txt')] } }),
      'an output ends in .json, .jsonl, .csv or .md',
    ],
    ['a value out of range', (_at, o) => ({ input: [o], fetch: { concurrency: 0 } }), 'concurrency'],
    [
      'a module that is not there',
      (at, o) => ({ input: [o], analysis: { module: at('no.js') } }),
      'no.js cannot be read',
    ],
  ])('%s', async (_name, options, message) => {
    const at = await temporaryFolder()
    const [listener, requests] = untouched()
    const origin = await serve(listener)
    await expect(scrape({ output: { files: [at('out.json')] }, ...options(at, origin) })).rejects.toThrow(
      message,
    )
    expect(requests()).toBe(0)
    expect(existsSync(at('out.json'))).toBe(false)
  })

  test('an input without any URL touches neither output nor state', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('urls.txt'), '# none yet\n')
    await expect(scrape({ input: [at('urls.txt')], output: { files: [at('out.json')] } })).rejects.toThrow(
      'no URL in',
    )
    expect([existsSync(at('out.json')), existsSync(at('out.json.state'))]).toEqual([false, false])
  })
})

test('a second run of one output is told who holds it, and disturbs nothing', async () => {
  const at = await temporaryFolder()
  let second: Promise<unknown> = Promise.resolve()
  const origin = await serve(async (request, response) => {
    second = scrape(options)
    await expect(second).rejects.toThrow(`another run holds ${at('out.json')}.state: pid ${process.pid}`)
    html(request, response)
  })
  const options: ScrapeOptions = { input: [origin], output: { files: [at('out.json')] } }
  const report = await scrape(options)
  await expect(second).rejects.toThrow(LockedError)
  expect(report.written).toEqual([at('out.json')])
  expect(readDocument(at('out.json')).summary.ok).toBe(1)
})

test('a list that breaks off further on stops the run, and the same command goes on once it is mended', async () => {
  const at = await temporaryFolder()
  const asked: string[] = []
  const origin = await serve((request, response) => {
    if (request.url !== '/robots.txt') asked.push(request.url ?? '')
    html(request, response)
  })
  const urls = Array.from({ length: 40 }, (_, page) => `${origin}/${page}\n`).join('')
  const packed = gzipSync(urls)
  writeFileSync(at('first.txt'), `${origin}/first\n`)
  writeFileSync(at('urls.txt.gz'), packed.subarray(0, packed.length - 20))
  const options = { input: [at('first.txt'), at('urls.txt.gz')], output: { files: [at('out.jsonl')] } }
  const ended = scrape(options)
  await expect(ended).rejects.toThrow(StoppedError)
  await expect(ended).rejects.toThrow(
    `what was done is kept in ${at('out.jsonl')}.state, and the same command goes on from there`,
  )
  expect(existsSync(at('out.jsonl'))).toBe(false)
  writeFileSync(at('urls.txt.gz'), packed)
  const { summary } = await scrape(options)
  expect(summary.ok).toBe(41)
  // What was in flight when the run stopped may have been asked for twice.
  expect(new Set(asked).size).toBe(41)
  expect(asked.filter((path) => path === '/first')).toHaveLength(1)
})

test('a run that has forgotten the one before goes on by the same command without --fresh', async () => {
  const at = await temporaryFolder()
  const origin = await serve(html)
  writeFileSync(at('first.txt'), `${origin}/first\n`)
  writeFileSync(at('broken.txt.gz'), gzipSync(origin).subarray(0, 20))
  const input = [at('first.txt'), at('broken.txt.gz')]
  await expect(scrape({ input, output: { files: [at('out.jsonl')] }, fresh: true })).rejects.toThrow(
    `what was done is kept in ${at('out.jsonl')}.state, and the same command without --fresh goes on from there`,
  )
})

test.each(['failed', 'graph'] as const)(
  'a run whose result would take the place of another’s %s is told who holds it',
  async (kind) => {
    const at = await temporaryFolder()
    let second: Promise<unknown> = Promise.resolve()
    const origin = await serve(async (request, response) => {
      second = scrape({ input: [origin], output: { files: [at('side.csv')] } })
      await expect(second).rejects.toThrow(`another run holds ${at('side.csv')}.state`)
      html(request, response)
    })
    await scrape({ input: [origin], output: { files: [at('out.json')], [kind]: at('side.csv') } })
    await expect(second).rejects.toThrow(LockedError)
    expect(readdirSync(at('.')).filter((name) => name.includes('side'))).toEqual(['side.csv'])
  },
)

test('a state in the place of an input is refused, and the input stays', async () => {
  const at = await temporaryFolder()
  writeFileSync(at('urls.txt'), 'https://a.example/\n')
  await expect(
    scrape({ input: [at('urls.txt')], state: at('urls.txt'), output: { files: [at('out.json')] } }),
  ).rejects.toThrow(`--state ${at('urls.txt')}: the run reads this file, and would write over it`)
  expect(readdirSync(at('.'))).toEqual(['urls.txt'])
  expect(readFileSync(at('urls.txt'), 'utf8')).toBe('https://a.example/\n')
})

test('what onResult’s promise rejects with ends the run', async () => {
  const origin = await serve(html)
  const onResult = async () => {
    throw new Error('the caller is unhappy')
  }
  await expect(scrape({ input: [origin], output: { files: [] }, onResult })).rejects.toThrow(
    'the caller is unhappy',
  )
})

describe('a run that is stopped', () => {
  test('before it begins asks for nothing', async () => {
    let requests = 0
    const origin = await serve((request, response) => {
      requests += 1
      html(request, response)
    })
    const input = [1, 2, 3, 4, 5, 6].map((i) => `${origin}/${i}`)
    const run = scrape({ input, output: { files: [] }, signal: AbortSignal.abort() })
    await expect(run).rejects.toThrow(StoppedError)
    expect(requests).toBe(0)
  })

  test('keeps what it has, and the same call finishes the rest without asking again', async () => {
    const at = await temporaryFolder()
    const asked = new Map<string, number>()
    const stop = new AbortController()
    const origin = await serve((request, response) => {
      const path = request.url ?? ''
      asked.set(path, (asked.get(path) ?? 0) + 1)
      if (asked.size === 10) stop.abort()
      html(request, response)
    })
    const input = Array.from({ length: 40 }, (_, i) => `${origin}/${i}`)
    const options: ScrapeOptions = {
      input,
      fetch: { concurrency: 2, perHost: { concurrency: 2 } },
      analysis: { threads: 1 },
      output: { files: [at('out.json')] },
    }
    const first = await scrape({ ...options, signal: stop.signal })
    expect(first.outcome).toBe('interrupted')
    const partial = readDocument(at('out.json'))
    expect(partial.pages).toHaveLength(40)
    expect(partial.pages.filter(({ status }) => status === 'skipped')).toContainEqual(
      expect.objectContaining({ reason: 'interrupted' }),
    )

    const second = await scrape(options)
    expect(second.outcome).toBe('finished')
    expect(readDocument(at('out.json')).summary).toMatchObject({ ok: 40, skipped: 0 })
    expect([...asked.values()].every((count) => count === 1)).toBe(true)

    const third = await scrape({ ...options, input: input.slice(0, 3) })
    expect(third.summary.ok).toBe(3)
    expect(asked.get('/0')).toBe(2)
  })

  test('closes standard input it was still waiting for', async () => {
    const origin = await serve(html)
    const stdin = new PassThrough()
    stdin.write(`${origin}/1\n`)
    const stop = new AbortController()
    const report = await scrape({
      input: ['-'],
      output: { files: [] },
      stdin,
      signal: stop.signal,
      onResult: () => stop.abort(),
    })
    expect([report.outcome, stdin.destroyed]).toEqual(['interrupted', true])
  })

  test('gives no page up for a private host that the rest of its list may name', async () => {
    const at = await temporaryFolder()
    const stop = new AbortController()
    let isMoved = false
    const origin = await serve((request, response) => {
      if (request.url !== '/moved') return html(request, response)
      isMoved = true
      response.writeHead(302, { location: `${origin.replace('127.0.0.1', 'localhost')}/there` }).end()
    })
    const stdin = new PassThrough()
    stdin.write(`${origin}/moved\n`)
    let fetching = (): number => 0
    const running = scrape({
      fetch: { timeoutMs: 300, robots: false },
      input: ['-'],
      output: { files: [at('out.json')] },
      stdin,
      signal: stop.signal,
      onStart: ({ progress }) => {
        fetching = () => progress().fetching
      },
    })
    // Of its own host it is done, of the other it waits to be told.
    await vi.waitUntil(() => isMoved && fetching() === 0, { interval: 1 })
    await vi.waitUntil(() => fetching() === 1, { interval: 1 })
    stop.abort()
    await running
    expect(readDocument(at('out.json')).pages).toMatchObject([{ status: 'skipped', reason: 'interrupted' }])
  })

  test('by a row that its caller cannot take fails with the reason, and closes the input it was still waiting for', async () => {
    const origin = await serve(html)
    const stdin = new PassThrough()
    // More than are committed together: whoever finishes the last of them meets the failure.
    for (let page = 0; page < 200; page += 1) stdin.write(`${origin}/${page}\n`)
    const reason = new Error('no room for a row')
    const failing = scrape({
      ...quick,
      input: ['-'],
      output: { files: [] },
      stdin,
      onResult() {
        throw reason
      },
    })
    await expect(failing).rejects.toBe(reason)
    expect(stdin.destroyed).toBe(true)
  })
})

describe('robots.txt', () => {
  test('keeps the run from what it forbids, and the row names the rule', async () => {
    const at = await temporaryFolder()
    const asked: string[] = []
    const origin = await serve((request, response) => {
      asked.push(request.url ?? '')
      if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /private')
      else if (request.url === '/to-private') response.writeHead(302, { location: '/private/b' }).end()
      else html(request, response)
    })
    const input = [`${origin}/a`, `${origin}/private/a`, `${origin}/to-private`]
    const { summary } = await scrape({ input, output: { files: [at('out.json')] } })
    expect(summary).toMatchObject({ ok: 1, failed: 0, skipped: 2 })
    expect(readDocument(at('out.json')).pages.slice(1)).toMatchObject([
      { status: 'skipped', reason: 'robots', rule: 'Disallow: /private' },
      { status: 'skipped', reason: 'robots', rule: 'Disallow: /private' },
    ])
    expect(asked.toSorted()).toEqual(['/a', '/robots.txt', '/to-private'])
  })

  test('that cannot be had fails its pages, and says at which stage', async () => {
    const at = await temporaryFolder()
    const origin = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(503).end()
      else html(request, response)
    })
    await scrape({ ...quick, input: [`${origin}/a`], output: { files: [at('out.json')] } })
    expect(readDocument(at('out.json')).pages).toMatchObject([
      {
        status: 'failed',
        failure: { stage: 'robots', code: 'robots-unavailable', attempts: 1, statusCode: 503 },
      },
    ])
  })

  test('sets the pace where it asks for one', async () => {
    const times: number[] = []
    const origin = await serve((request, response) => {
      if (request.url === '/robots.txt') {
        response.end('User-agent: *\nCrawl-delay: 0.1')
        return
      }
      times.push(performance.now())
      html(request, response)
    })
    const input = [1, 2, 3, 4].map((i) => `${origin}/${i}`)
    const { summary } = await scrape({ input, output: { files: [] } })
    expect(summary.ok).toBe(4)
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(90)
  })

  test('is not asked for by who says so', async () => {
    const asked: string[] = []
    const origin = await serve((request, response) => {
      asked.push(request.url ?? '')
      html(request, response)
    })
    await scrape({ input: [`${origin}/a`], fetch: { robots: false }, output: { files: [] } })
    expect(asked).toEqual(['/a'])
  })
})
