import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import type { ScrapeOptions } from '../../src/hooks.ts'
import { scrape } from '../../src/scrape.ts'
import type { AttemptRecord } from '../../src/types.ts'
import { serve } from '../support/localServer.ts'
import { failedAttempts, okResult, openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { fakeIo } from './fakeIo.ts'

type At = (name: string) => string

async function why(at: At, ...args: string[]) {
  const { io, out, err } = fakeIo({ cwd: at('.') })
  const code = await run(['why', ...args], io)
  return { code, out: out(), err: err() }
}

/** A site with good pages, one that is moved, one that is gone, and a robots.txt. */
async function site(): Promise<string> {
  return await serve(({ url = '' }, response) => {
    if (url === '/robots.txt') return void response.end('User-agent: *\nDisallow: /hidden')
    if (url === '/moved') return void response.writeHead(301, { location: '/good' }).end()
    if (url === '/gone') return void response.writeHead(404).end()
    const headers = { 'content-type': 'text/html; charset=iso-8859-1', etag: '"v1"' }
    response.writeHead(200, headers).end('<title>A page</title><p>The old mill stands by the river.')
  })
}

/** A finished run over what is listed. Gives the arguments that name its state. */
async function finished(at: At, listed: readonly string[], options: ScrapeOptions = {}): Promise<string[]> {
  writeFileSync(at('urls.txt'), listed.join('\n'))
  await scrape({
    ...options,
    input: [at('urls.txt')],
    fetch: { retries: 0, ...options.fetch },
    analysis: { threads: 0 },
    output: { files: [at('out.json')] },
  })
  return ['--state', at('out.json.state')]
}

describe('scrape why', () => {
  test('lets neither the list nor a robots.txt move the cursor', async () => {
    const at = await temporaryFolder()
    const origin = await serve(
      (_, response) => void response.end('User-agent: *\nDisallow: /hi*\x1b[2J\nDisallow: /hi'),
    )
    const state = await finished(at, [`${origin}/hi\x1b[2J`, 'no\x07 url'])
    const { out } = await why(at, `${origin}/hi\x1b[2J`, 'no\x07 url', ...state)
    expect(out).toContain(`1 as ${origin}/hi\\x1b[2J (row 0)`)
    expect(out).toContain('no\\x07 url\n')
    expect(out).toContain('denied, by "Disallow: /hi*\\x1b[2J" (robots.txt of ')
    expect(out).not.toContain('\x1b')
  })

  test('takes nothing at all for no page', async () => {
    const at = await temporaryFolder()
    const { code, out, err } = await why(at, ' ', '-o', at('out.json'))
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: 'no page to explain: give its URL\n' })
  })

  test('tells where a page is listed, how it came and what became of it', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    const state = await finished(at, [`${origin}/good#top`, `${origin}/good`])
    const { code, out, err } = await why(at, `${origin}/good`, ...state)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`${origin}/good\n`)
    expect(out).toContain(`listed      ${at('urls.txt')}:1 as ${origin}/good#top (row 0)`)
    expect(out).toContain(`${at('urls.txt')}:2 (row 1, a duplicate of row 0)`)
    expect(out).toMatch(/robots {6}allowed, no rule is about it \(robots\.txt of 20\S+Z\)/)
    expect(out).toMatch(/asked {7}20\S+Z: ok \(200\) in \d/)
    expect(out).toMatch(/outcome {5}ok \(200\), in the run of 20\S+Z/)
    expect(out).toContain('57 bytes of text/html, windows-1252, decided by the Content-Type header')
    expect(out).toMatch(/analysed {4}on the main thread in \d+\.\d ms/)
    expect(out).toContain('change      new')
    expect(out).toContain('next time   asked for with ETag "v1"')
  })

  test('tells of a page that was not analysed again how it was analysed, and of one that was not asked for why', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    await finished(at, [`${origin}/good`])
    const state = await finished(at, [`${origin}/good`])
    const { out } = await why(at, `${origin}/good`, ...state)
    expect(out).toContain(': same-body in ')
    expect(out).toContain('windows-1252, decided by the Content-Type header')
    expect(out).toMatch(/analysed {4}on the main thread in \d+\.\d ms, in an earlier run\n/)
    await finished(at, [`${origin}/good`], { fetch: { maxAgeMs: 3_600_000 } })
    expect((await why(at, `${origin}/good`, ...state)).out).toMatch(
      /asked {7}not in this run: its result of 20\S+Z is young enough\n/,
    )
  })

  test('is a line of JSON a page with --json, without the analysis', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    const state = await finished(at, [`${origin}/good`])
    const { code, out } = await why(at, `${origin}/good`, `${origin}/unknown`, '--json', ...state)
    expect(code).toBe(1)
    const [good, unknown] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(good).toMatchObject({
      key: `${origin}/good`,
      run: { startedAt: expect.any(String) },
      robots: { allowed: true },
      invalid: null,
      isExcluded: false,
      page: {
        url: `${origin}/good`,
        place: 'done',
        mentions: [{ index: 0, origin: `${at('urls.txt')}:1` }],
        result: {
          isCurrent: true,
          change: 'new',
          etag: '"v1"',
          attempts: [{ why: 'first', cameBack: 'ok', analysis: { charsetFrom: 'header' } }],
          row: { status: 'ok', http: { statusCode: 200 } },
        },
      },
    })
    expect(good.page.result.row).not.toHaveProperty('analysis')
    expect(unknown).toMatchObject({ key: `${origin}/unknown`, page: null })
  })

  test('finds a page by any way to write it', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    const state = await finished(at, [`${origin}/good?b=2&a=1`])
    for (const text of [`${origin}/good?b=2&a=1`, `${origin}/good?a=1&b=2`, `  ${origin}/good?b=2&a=1#x`])
      expect((await why(at, text, ...state)).out).toContain('outcome     ok (200)')
  })

  test('tells every attempt, with how long it waited and because of what', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add([pageEntry('https://a.example/')])
    const last: AttemptRecord = {
      at: Date.UTC(2026, 0, 1, 0, 0, 9),
      why: 'http-5xx',
      waitedMs: 8000,
      tookMs: 250,
      cameBack: 'ok',
      statusCode: 200,
      analysis: { thread: 2, tookMs: 12.34, charsetFrom: 'markup' },
    }
    for (const page of store.queue.take('a.example', 1))
      store.queue.finish(page, okResult({ json: OK_ROW }), [...failedAttempts(1), last])
    store.commit()
    const { out } = await why(at, 'https://a.example/', '--state', at('s'))
    expect(out).toContain(
      [
        '  asked       2026-01-01T00:00:00.000Z: connection-refused in 2 ms',
        '              2026-01-01T00:00:09.000Z, after 8.0s because of http-5xx: ok (200) in 250 ms',
        '',
      ].join('\n'),
    )
    expect(out).toContain('utf-8, decided by the markup\n  analysed    on thread 2 in 12.3 ms\n')
  })

  test('tells the redirects', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    const { out } = await why(at, `${origin}/moved`, ...(await finished(at, [`${origin}/moved`])))
    expect(out).toContain(`redirected  301 at ${origin}/moved\n`)
    expect(out).toContain(`arrived at  ${origin}/good\n`)
  })

  test('tells a failure', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    const { code, out } = await why(at, `${origin}/gone`, ...(await finished(at, [`${origin}/gone`])))
    expect(out).toMatch(
      /outcome {5}failed \(http-status, fetch\): the server answered 404, after 1 attempt, in the run of/,
    )
    expect(code).toBe(0)
  })

  test('tells the rule of robots.txt that a page is skipped by', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    const { out } = await why(at, `${origin}/hidden/a`, ...(await finished(at, [`${origin}/hidden/a`])))
    expect(out).toContain('robots      denied, by "Disallow: /hidden" (robots.txt of ')
    expect(out).toMatch(/outcome {5}skipped \(robots\), by "Disallow: \/hidden", in the run of/)
  })

  test('tells why a line is no page', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    const source = { exclude: ['/private/'] }
    const state = await finished(at, ['htp:/no', `${origin}/private/a`, `${origin}/good`], { source })
    writeFileSync(at('scraper.config.json'), JSON.stringify({ source }))
    const invalid = await why(at, 'htp:/no', ...state)
    expect(invalid.out).toMatch(new RegExp(`listed {6}${at('urls.txt')}:1 \\(row 0\\)\n {2}outcome {5}\\S`))
    const excluded = await why(at, `${origin}/private/a`, ...state)
    expect(excluded.out).toContain('source.include and source.exclude leave it out')
    expect([invalid.code, excluded.code]).toEqual([1, 1])
  })

  test('says so where the state has never seen the page, with what it knows of its robots.txt', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    const state = await finished(at, [`${origin}/good`])
    const { code, out } = await why(at, `${origin}/hidden`, `${origin}/good`, ...state)
    expect(out).toContain('outcome     not in this state\n')
    expect(out).toContain('denied, by "Disallow: /hidden"')
    expect(out).toContain('outcome     ok (200)')
    expect(code).toBe(1)
  })

  test.each([
    ['waits for its turn', 'waits for its turn'],
    ['is being asked for', 'is being asked for, or was when the run was cut short'],
    ['waits to be asked again', 'waits until 2100-01-01T00:00:00.000Z, then it is asked for again'],
    ['waits for its origin', 'waits for https://a.example to be reached'],
  ])('tells that a page %s, while the run goes on', async (name, now) => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add([pageEntry('https://a.example/')])
    const [page] = name === 'waits for its turn' ? [] : store.queue.take('a.example', 1)
    if (page !== undefined && name === 'waits to be asked again')
      store.queue.retry(page, failedAttempts(2), Date.UTC(2100, 0))
    if (page !== undefined && name === 'waits for its origin') store.queue.park(page, 'https://a.example')
    store.commit()
    const { code, out } = await why(at, 'https://a.example/', '--state', at('s'))
    expect(out).toContain(`now         ${now}\n`)
    expect(out.includes('connection-refused')).toBe(name === 'waits to be asked again')
    expect(code).toBe(0)
  })

  test('tells no time to wait for, and no attempts that do not count, of a page whose origin was given up', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add([pageEntry('https://a.example/')])
    for (const page of store.queue.take('a.example', 1)) store.queue.retry(page, failedAttempts(1), 1000)
    store.queue.promoteDue(2000)
    const failure = { stage: 'fetch', code: 'host-unreachable', message: 'given up', attempts: 0 }
    const json = JSON.stringify({ status: 'failed', failure })
    for (const page of store.queue.take('a.example', 1))
      store.queue.finish(page, okResult({ status: 'failed', json }), failedAttempts(1))
    store.commit()
    const { out } = await why(at, 'https://a.example/', '--state', at('s'))
    expect(out).toMatch(/failed \(host-unreachable, fetch\): given up, in the run of/)
    const told = await why(at, 'https://a.example/', '--state', at('s'), '--json')
    expect(JSON.parse(told.out).page.dueAt).toBeNull()
  })

  test('tells what an earlier run had of a page that waits for its turn', async () => {
    const at = await temporaryFolder()
    const first = await openStore(at('s'))
    first.add([pageEntry('https://a.example/')])
    for (const page of first.queue.take('a.example', 1))
      first.queue.finish(page, okResult({ json: OK_ROW }), failedAttempts(1))
    first.closeRun()
    first[Symbol.dispose]()
    const second = await openStore(at('s'))
    second.add([pageEntry('https://a.example/')])
    second.commit()
    const { out } = await why(at, 'https://a.example/', '--state', at('s'))
    expect(out).toContain('outcome     ok (200), in an earlier run')
    expect(out).toContain('now         waits for its turn')
  })

  test('tells that a page is in no list any more', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    await finished(at, [`${origin}/good`, `${origin}/moved`])
    const state = await finished(at, [`${origin}/moved`])
    const { out } = await why(at, `${origin}/good`, ...state)
    expect(out).toContain('listed      no longer')
    expect(out).toContain('now         is in no list any more')
  })

  test('finds the state by the output, or by the configuration', async () => {
    const at = await temporaryFolder()
    const origin = await site()
    await finished(at, [`${origin}/good`])
    expect((await why(at, `${origin}/good`, '-o', at('out.json'))).out).toContain('ok (200)')
    writeFileSync(at('scraper.config.json'), JSON.stringify({ output: { files: [at('out.json')] } }))
    expect((await why(at, `${origin}/good`)).out).toContain('ok (200)')
  })

  test.each([
    ['no page', [], 'no page to explain: give its URL'],
    ['no run', ['https://a.example/'], 'which run?'],
    ['no such state', ['https://a.example/', '-o', 'none.json'], 'none.json.state: no such file'],
  ])('refuses %s', async (_, args, message) => {
    const at = await temporaryFolder()
    const { code, err, out } = await why(at, ...args)
    expect(err).toContain(message)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })
})

const OK_ROW = JSON.stringify({
  status: 'ok',
  finalUrl: 'https://a.example/',
  http: { statusCode: 200, bytes: 9, contentType: '', charset: 'utf-8', redirects: [] },
})
