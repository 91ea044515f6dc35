import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { CliIo } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { runScrape, scrape } from '../../src/scrape.ts'
import { serve } from '../support/localServer.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { fakeIo } from './fakeIo.ts'

type At = (name: string) => string

async function plan(at: At, args: readonly string[], facts: Partial<CliIo> = {}) {
  const { io, out, err } = fakeIo({ cwd: at('.'), ...facts })
  const code = await run(['plan', ...args], io)
  return { code, out: out(), err: err() }
}

/** What a run says, with the command line of a plan. */
async function start(at: At, args: readonly string[]) {
  const { io, out, err } = fakeIo({ cwd: at('.'), runScrape })
  const code = await run(args, io)
  return { code, out: out(), err: err() }
}

/** A list of so many pages of a host. */
const pages = (host: string, count: number): string =>
  Array.from({ length: count }, (_, i) => `https://${host}/${i}\n`).join('')

describe('scrape plan', () => {
  test('tells what a run would do before anything is fetched', async () => {
    const at = await temporaryFolder()
    const list = `${pages('example.com', 5200)}${pages('b.example', 2)}https://b.example/0\nhtp:/no\n`
    writeFileSync(at('urls.txt'), list)
    const { code, out, err } = await plan(at, [at('urls.txt'), '-o', at('out.json'), '--rate', '1'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(
      [
        `${at('urls.txt')} → ${at('out.json')}`,
        '  list        5,204 entries: 5,202 pages, 1 duplicate, 1 invalid',
        `              ${at('urls.txt')}:5204: only http and https can be fetched: htp:/no`,
        `  run         the first: no state at ${at('out.json.state')}`,
        '  to ask for  5,202 pages',
        '  robots      kept for 0 of 2 origins; what the others say is unknown until the run',
        '  hosts       2 hosts',
        '              example.com: 5,200 pages at 0.91/s (one every 1.0 s, as configured, and up to a fifth more) = 1 h 35 min',
        '              b.example: 2 pages at 0.91/s (one every 1.0 s, as configured, and up to a fifth more) = 2.6 s',
        '  duration    about 1 h 36 min, bound by example.com; 12 s of it for the merge',
        '              assumed: 500 ms to fetch a page, 30 ms to analyse one, since no earlier run tells',
        '',
      ].join('\n'),
    )
    expect(out).toMatch(/ {2}memory {6}about \d+ MB/)
    expect(out).toMatch(
      / {2}disk {8}\S+: about 479 MB \(256 MB for the state and its log, 223 MB for an output\); .* free/,
    )
    expect(readdirSync(at('.'))).toEqual(['urls.txt'])
  })

  test('tells of the next run what the last has left', async () => {
    const at = await temporaryFolder()
    const origin = await serve(({ url }, response) => {
      if (url === '/robots.txt') return void response.end('User-agent: *\nDisallow: /hidden')
      response.writeHead(200, { 'content-type': 'text/html', etag: '"v1"' }).end('<title>A page</title>')
    })
    writeFileSync(at('urls.txt'), `${origin}/a\n${origin}/hidden\n`)
    await scrape({ input: [at('urls.txt')], output: { files: [at('out.json')] }, analysis: { threads: 0 } })
    const { out } = await plan(at, [at('urls.txt'), '-o', at('out.json')])
    expect(out).toMatch(/ {2}run {9}the next after that of 20\S+Z, which was over after \d/)
    expect(out).toContain('  to ask for  1 page, 1 of them with validators (ETag, Last-Modified)\n')
    expect(out).toContain('  denied      1 page by robots.txt\n')
    expect(out).toContain('  robots      kept for 1 of 1 origin\n')
    expect(out).toContain(`              ${origin} denies 1 page by "Disallow: /hidden"\n`)
    expect(out).not.toContain('no earlier run tells')
    const fresh = await plan(at, [at('urls.txt'), '-o', at('out.json'), '--max-age', '1h'])
    expect(fresh.out).toContain('  fresh       1 page: younger than fetch.maxAgeMs\n')
    expect(fresh.out).toContain('  to ask for  0 pages\n')
  })

  test('names what is not read until the run', async () => {
    const at = await temporaryFolder()
    const { out, code } = await plan(at, ['--sitemap', 'https://a.example/sitemap.xml'])
    expect(out).toContain('  list        0 entries: 0 pages\n')
    expect(out).toContain(
      '  not read    https://a.example/sitemap.xml: its pages are unknown until the run\n',
    )
    expect(code).toBe(0)
  })

  test('takes the list from standard input', async () => {
    const at = await temporaryFolder()
    const stdin = Readable.from([Buffer.from('https://a.example/\n')])
    const { out, code } = await plan(at, ['-'], { stdin })
    expect(out).toContain('- → standard output\n  list        1 entry: 1 page\n')
    expect(out).toContain('with a temporary state')
    expect(code).toBe(0)
  })

  test('does the job of the configuration, and says when it will be stopped', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('urls.txt'), pages('a.example', 100))
    const config = {
      input: [at('urls.txt')],
      fetch: { perHost: { intervalMs: 10_000 } },
      run: { maxRuntimeMs: 60_000 },
    }
    writeFileSync(at('scraper.config.json'), JSON.stringify(config))
    expect((await plan(at, [])).out).toContain(
      'stopped after 1 min (run.maxRuntimeMs); the next start goes on',
    )
  })

  test('escapes what could move the cursor', async () => {
    const at = await temporaryFolder()
    const stdin = Readable.from([Buffer.from('htp:/\u001b[31mred\nhttps://a.example/\n')])
    expect((await plan(at, ['-'], { stdin })).out).toContain('htp:/\\x1b[31mred')
  })

  test('prints JSON for programs', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('urls.txt'), pages('a.example', 3))
    const { out } = await plan(at, [at('urls.txt'), '--json', '--no-robots'])
    expect(JSON.parse(out)).toMatchObject({
      list: { entries: 3, pages: 3 },
      pages: { asked: 3 },
      robots: null,
      hosts: { count: 1, longest: [{ host: 'a.example', pages: 3 }] },
      duration: { boundBy: expect.any(String), ms: expect.any(Number) },
    })
  })

  test.each([
    ['nothing to do', [], 'nothing to scrape'],
    ['a list that is not there', ['none.txt'], 'none.txt: no such file'],
    ['a flag that there is not', ['urls.txt', '--intervall', '1s'], 'did you mean --interval?'],
    ['a value out of range', ['urls.txt', '--per-host', '0'], '--per-host'],
    ['a format that there is not', ['/dev/null', '-o', 'out.doc'], 'out.doc'],
  ])('refuses %s', async (_, args, message) => {
    const at = await temporaryFolder()
    const { code, out, err } = await plan(at, args)
    expect(err).toContain(message)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })
})

/** What a run finds wrong only after its configuration was read, and where in the file that stands. */
const REFUSED: readonly [what: string, config: object, place: string][] = [
  [
    'a selector that is none',
    { analysis: { selectors: { price: '::::' } } },
    ':4:34: analysis.selectors.price',
  ],
  ['a module that is not there', { analysis: { module: 'none.mjs' } }, ':4:22: analysis.module'],
  ['a module that does not load', { analysis: { module: 'throws.mjs' } }, ':4:22: analysis.module'],
  ['a module without a function', { analysis: { module: 'empty.mjs' } }, ':4:22: analysis.module'],
  [
    'a module that does not load on the main thread',
    { analysis: { module: 'throws.mjs', threads: 0 } },
    ':4:22: analysis.module',
  ],
  ['a certificate that is not there', { fetch: { ca: ['none.pem'] } }, ':4:16: fetch.ca'],
  ['a certificate that is none', { fetch: { ca: ['empty.mjs'] } }, ':4:16: fetch.ca'],
  ['cookies that are none', { fetch: { cookieJar: 'throws.mjs' } }, 'throws.mjs'],
]

test.each(REFUSED)('a plan refuses %s in the words of the run', async (_, config, place) => {
  const at = await temporaryFolder()
  writeFileSync(at('urls.txt'), pages('a.invalid', 1))
  writeFileSync(at('throws.mjs'), 'throw new Error("no")')
  writeFileSync(at('empty.mjs'), 'export const nothing = 1')
  const section = JSON.stringify(config).slice(1, -1)
  writeFileSync(
    at('scraper.config.json'),
    `{\n"input": ["urls.txt"],\n"output": {"files": ["out.json"]},\n${section}}`,
  )
  const planned = await plan(at, [])
  expect(planned.err).toContain(place)
  expect(planned).toEqual(await start(at, []))
  expect({ code: planned.code, out: planned.out }).toEqual({ code: 2, out: '' })
})

test('a plan refuses a proxy that is none in the words of the run', async () => {
  const at = await temporaryFolder()
  vi.stubEnv('https_proxy', 'socks5://a.invalid')
  onTestFinished(() => void vi.unstubAllEnvs())
  const planned = await plan(at, ['https://a.invalid/'])
  expect(planned.err).toContain('https_proxy')
  expect(planned).toEqual(await start(at, ['https://a.invalid/']))
})

test('a plan loads a module once, whatever the number of threads', async () => {
  const at = await temporaryFolder()
  const counts =
    "import { appendFileSync } from 'node:fs'\nappendFileSync(new URL('loaded', import.meta.url), '.')\n"
  writeFileSync(at('counts.mjs'), `${counts}export default () => 1`)
  const { code, err } = await plan(at, ['https://a.invalid/', '--module', at('counts.mjs'), '--threads', '4'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(readFileSync(at('loaded'), 'utf8')).toBe('.')
})
