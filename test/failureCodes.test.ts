import { readFileSync, writeFileSync } from 'node:fs'
import nock from 'nock'
import { afterEach, expect, test } from 'vitest'
import { scrape } from '../src/scrape.ts'
import type { FailureCode, PageResult } from '../src/types.ts'
import { closedOrigin, serve, serveRaw } from './support/localServer.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

/** A URL, or a line of the input, that ends in this code; and the stage at which it does. */
type Case = readonly [stage: string, line: string]

const failing = (host: string, code: string) =>
  nock(host)
    .persist()
    .get('/')
    .replyWithError(Object.assign(new Error('x'), { code }))

/** A module of the user's that fails in the way that the page's address asks for. */
const MODULE = `export default ({ page }) => {
  if (page.url.endsWith('/analysis-timeout')) for (;;);
  if (page.url.endsWith('/analysis-crashed')) process.exit(1)
  if (page.url.endsWith('/analysis-failed')) throw new Error('of the module')
}`

const CHALLENGE = `<!doctype html><title>Just a moment...</title>
<script>window._cf_chl_opt = {}</script><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>
<noscript>Enable JavaScript and cookies to continue</noscript>`

async function site(): Promise<string> {
  return serve((request, response) => {
    const html = (body: string | Buffer, headers = {}) =>
      response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body)
    switch (request.url) {
      case '/robots.txt':
        return response.writeHead(404).end()
      case '/missing':
        return response.writeHead(404).end()
      case '/data':
        return response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      case '/large':
        return html('x'.repeat(60_000))
      case '/garbled':
        return html('no gzip at all', { 'content-encoding': 'gzip' })
      case '/challenge':
        return html(CHALLENGE)
      case '/ftp':
        return response.writeHead(302, { location: 'ftp://a.example/' }).end()
      case '/private':
        return response.writeHead(302, { location: 'http://127.0.0.9/' }).end()
      case '/loop':
        return response.writeHead(302, { location: '/loop' }).end()
      default:
        if (request.url?.startsWith('/long/') !== true) return html('<p>A page.</p>')
        return response.writeHead(302, { location: `${request.url}x` }).end()
    }
  })
}

async function casesOf(): Promise<Record<Exclude<FailureCode, 'host-unreachable'>, Case>> {
  const origin = await site()
  const answering = (text: string) => serveRaw((socket) => socket.end(text))
  const dead = await closedOrigin()
  nock('http://down.example').persist().get('/robots.txt').reply(503)
  nock('http://busy.example').persist().get('/').reply(429, '', { 'retry-after': '3600' })
  failing('http://gone.example', 'ENOTFOUND')
  failing('http://nameless.example', 'EAI_AGAIN')
  for (const host of ['busy', 'gone', 'nameless']) {
    nock(`http://${host}.example`).persist().get('/robots.txt').reply(404)
  }
  return {
    'invalid-url': ['source', 'not a url'],
    'robots-unavailable': ['robots', 'http://down.example/'],
    'dns-not-found': ['fetch', 'http://gone.example/'],
    'dns-failed': ['fetch', 'http://nameless.example/'],
    'connection-refused': ['robots', `${dead}/`],
    'connection-reset': ['robots', await serveRaw((socket) => socket.resetAndDestroy())],
    tls: ['robots', (await answering('HTTP/1.1 200 OK\r\n\r\n')).replace('http:', 'https:')],
    timeout: ['robots', await serveRaw(() => {})],
    'protocol-error': ['robots', await answering('SSH-2.0-OpenSSH\r\n\r\n')],
    truncated: ['robots', await answering('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello')],
    'headers-too-large': ['robots', await answering(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(1e5)}\r\n\r\n`)],
    'body-too-large': ['fetch', `${origin}/large`],
    'bad-encoding': ['fetch', `${origin}/garbled`],
    'http-status': ['fetch', `${origin}/missing`],
    'not-html': ['fetch', `${origin}/data`],
    blocked: ['fetch', `${origin}/challenge`],
    'blocked-redirect': ['fetch', `${origin}/ftp`],
    'blocked-address': ['fetch', `${origin}/private`],
    'redirect-loop': ['fetch', `${origin}/loop`],
    'too-many-redirects': ['fetch', `${origin}/long/`],
    'retry-after-too-long': ['fetch', 'http://busy.example/'],
    'analysis-timeout': ['analysis', `${origin}/analysis-timeout`],
    'analysis-crashed': ['analysis', `${origin}/analysis-crashed`],
    'analysis-failed': ['analysis', `${origin}/analysis-failed`],
  }
}

afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
  nock.restore()
})

test('each failure of a page has its code, and a run can produce every one of them', async () => {
  if (!nock.isActive()) nock.activate()
  nock.enableNetConnect('127.0.0.1')
  const at = await temporaryFolder()
  const cases = Object.entries(await casesOf())
  writeFileSync(at('module.mjs'), MODULE)
  writeFileSync(at('urls.txt'), cases.map(([, [, line]]) => line).join('\n'))
  await scrape({
    input: [at('urls.txt')],
    output: { files: [at('out.json')] },
    fetch: { perHost: { concurrency: 64 }, retries: 0, timeoutMs: 1500, maxBodyBytes: 50_000 },
    analysis: { threads: 1, timeoutMs: 300, module: at('module.mjs') },
  })
  const { pages } = JSON.parse(readFileSync(at('out.json'), 'utf8')) as { pages: PageResult[] }
  const found = pages.map((page) =>
    page.status === 'failed' ? [page.url, page.failure.stage, page.failure.code] : [page.url, page.status],
  )
  expect(found).toEqual(cases.map(([code, [stage, line]]) => [line, stage, code]))
})

test('an origin where nobody is has its own', async () => {
  // Nothing in between: it would accept every connection.
  if (nock.isActive()) nock.restore()
  const at = await temporaryFolder()
  const origin = await closedOrigin()
  const urls = Array.from({ length: 8 }, (_, i) => `${origin}/${i}`)
  writeFileSync(at('urls.txt'), urls.join('\n'))
  const report = await scrape({
    input: [at('urls.txt')],
    output: { files: [at('out.json')] },
    fetch: { perHost: { concurrency: 64 }, retries: 0 },
  })
  expect(report.summary.byFailure).toEqual({ 'host-unreachable': 8 })
})
