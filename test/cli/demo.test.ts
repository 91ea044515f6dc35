import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type DemoIo, type DemoOptions, runDemo } from '../../src/cli/demo.ts'
import { demoFolder, readDemoPlan } from '../../src/cli/demoPlan.ts'
import { InputError } from '../../src/errors.ts'
import type { PageResult, ScrapeReport } from '../../src/types.ts'

type RunScrape = NonNullable<DemoIo['runScrape']>

const plan = await readDemoPlan(demoFolder())
let tempFolder: string

beforeEach(async () => {
  tempFolder = await mkdtemp(join(tmpdir(), 'demo-test-'))
  vi.stubEnv('TMPDIR', tempFolder)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(tempFolder, { recursive: true })
})

function collector(): Writable & { text: () => string } {
  const chunks: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk))
      done()
    },
  })
  return Object.assign(stream, { text: () => chunks.join('') })
}

async function run(options: Partial<DemoOptions>, runScrape: RunScrape, io: DemoIo = {}) {
  const stdout = collector()
  const exitCode = await runDemo(
    { quiet: false, ...options },
    {
      schedule: (answer) => answer(),
      stdout,
      runScrape,
      ...io,
    },
  )
  return { exitCode, printed: stdout.text() }
}

/** The main job without its work: it asks for every page until it has it, and reports what the plan intends. */
const intendedRun: RunScrape = async (config, hooks) => {
  const lines = (await readFile(config.input[0] ?? '', 'utf8'))
    .split('\n')
    .filter((line) => !line.startsWith('#'))
  const rows = await Promise.all(lines.map(intendedRow))
  for (const row of rows.reverse()) hooks.onResult?.(row)
  const count = (status: string) => rows.filter((row) => row.status === status).length
  return report({
    summary: {
      pages: rows.length,
      ok: count('ok'),
      failed: count('failed'),
      skipped: count('skipped'),
      byFailure: { 'http-status': 1, 'invalid-url': 1, 'not-html': 1 },
    },
    written: config.output.files,
  })
}

async function intendedRow(url: string, index: number): Promise<PageResult> {
  const path = url.replace(/^http:\/\/127\.0\.0\.1:\d+/, '')
  const code = plan.failures[path]
  if (code !== undefined) {
    const statusCode = code === 'http-status' ? { statusCode: 404 } : {}
    return {
      index,
      url,
      status: 'failed',
      failure: { stage: 'fetch', code, message: '', attempts: 1, ...statusCode },
    }
  }
  if (url.includes('#')) return { index, url, status: 'skipped', reason: 'duplicate', of: 1 }
  const source = await fetched(url)
  return {
    index,
    url,
    status: 'ok',
    finalUrl: url,
    http: { statusCode: 200, contentType: 'text/html', charset: 'utf-8', bytes: 1, redirects: [] },
    analysis: {
      title: path.startsWith('/ja/')
        ? '水車の音を聞きながら過ごした一年の記録とその後'
        : `All about ${path} | The Quernby Almanac`,
      description: null,
      language: 'en',
      languageConfidence: 0,
      declaredLanguage: 'en',
      pageKind: null,
      excerpt: null,
      text: '',
      words: source.length > 0 ? 1234 : 0,
      uniqueWords: 0,
      sentences: 1,
      paragraphs: 1,
      lexicalDiversity: null,
      readingTimeSeconds: 0,
      readability: null,
      keyPhrases: [],
      fingerprint: { sha256: '', simhash: null },
      keywords: ['river', 'unpronounceability', 'water', 'mill'].map((term) => ({ term, count: 2 })),
      headings: [],
      links: { internal: [], external: [] },
      images: [],
      tables: [],
      lists: [],
      codeBlocks: [],
      metadata: {
        authors: [],
        publishedAt: null,
        modifiedAt: null,
        siteName: null,
        canonical: null,
        image: null,
        favicon: null,
        alternates: [],
        feeds: [],
        robots: null,
        openGraph: {},
        twitter: {},
        jsonLd: [],
        microdata: [],
      },
      warnings: [],
    },
  }
}

function fetched(url: string, attempts = 2): Promise<string> {
  const attempt = new Promise<string>((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      text(response).then(
        (body) => (response.statusCode === 503 ? reject(new Error('503')) : resolve(body)),
        reject,
      )
    }).on('error', reject)
  })
  return attempts === 1 ? attempt : attempt.catch(() => fetched(url, attempts - 1))
}

function timedOut(row: Extract<PageResult, { status: 'failed' }>): PageResult {
  return { ...row, failure: { ...row.failure, code: 'timeout' } }
}

function report(parts: { outcome?: ScrapeReport['outcome']; summary?: object; written?: readonly string[] }) {
  const summary = { pages: 0, ok: 0, failed: 0, skipped: 0, byFailure: {}, ...parts.summary }
  return { outcome: 'finished', written: [], ...parts, summary } as unknown as ScrapeReport
}

describe('scrape demo', () => {
  test('runs the main job on a list of the site, with its state in a folder of its own', async () => {
    let list = ''
    const { exitCode } = await run({}, async (config, hooks) => {
      list = await readFile(config.input[0] ?? '', 'utf8')
      expect(config.output.files).toEqual(['textmill-demo.json'])
      expect(config.fetch.retries).toBeGreaterThan(0)
      expect(dirname(dirname(hooks.state ?? ''))).toBe(tempFolder)
      return intendedRun(config, hooks)
    })
    expect(exitCode).toBe(0)
    expect(list.split('\n')).toHaveLength(plan.list.length)
    expect(list).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/articles\/spring-flood\.html#what-the-water-left$/m)
    expect(list).toMatch(/^http:\/\/the mill\//m)
  })

  test('shows where the site is, some pages, every page without a result, and what it wrote', async () => {
    const { printed } = await run({ output: 'there.json' }, intendedRun)
    expect(printed).toMatch(/served at http:\/\/127\.0\.0\.1:\d+/)
    expect(printed).toMatch(
      /^ 200 {2}All about \/docs\/gauge-api\.html {7}1234 {2}en {4}river, water, mill$/m,
    )
    expect(printed).toMatch(/^Without a result, as the site intends:$/m)
    expect(printed).toMatch(/^ 404 {2}http-status {3}\/articles\/lost-umbrella\.html$/m)
    expect(printed).toMatch(/^ {6}not-html {6}\/print\/almanac-1868\.pdf$/m)
    expect(printed).toMatch(/^ {6}invalid-url {3}http:\/\/the mill\/second door on the left$/m)
    expect(printed).toMatch(/^ {6}duplicate {5}\/articles\/spring-flood\.html#what-the-water-left$/m)
    expect(printed).toMatch(/^ {6}answered 503 {2}\/articles\/library-roof\.html$/m)
    expect(printed).toMatch(/^ {6}cut short {5}\/articles\/regatta\.html$/m)
    expect(printed).toContain('wrote there.json (31 pages: 27 ok, 3 failed, 1 skipped)\n')
    expect(printed).toMatch(/npx scrape https:.*\n.*npx scrape init\n$/)
  })

  test('fits 80 columns, and no control character is in it', async () => {
    const { printed } = await run({}, intendedRun)
    const lines = printed.split('\n')
    expect(lines.filter((line) => line.length > 80)).toEqual([])
    expect(printed).not.toMatch(/[^\P{Cc}\n]/u)
    expect(lines.find((line) => line.includes('水車'))).toMatch(
      /^ 200 {2}水車の音を聞きながら過ごした一年… {4}/,
    )
  })

  test('keeps standard output for the result with -o -', async () => {
    const stderr = collector()
    const { exitCode, printed } = await run(
      { output: '-' },
      async (config, hooks) => {
        hooks.stdout?.write('{"the":"result"}')
        return intendedRun(config, hooks)
      },
      { stderr },
    )
    expect(exitCode).toBe(0)
    expect(printed).toBe('{"the":"result"}')
    expect(stderr.text()).toContain('served at http://')
    expect(stderr.text()).toContain('wrote to standard output (31 pages')
  })

  test('lets the caller hear of the run', async () => {
    const heard: string[] = []
    const hooks: DemoIo['hooks'] = {
      onStart: () => heard.push('started'),
      onMessage: ({ text }) => heard.push(text),
      onResult: ({ url }) => heard.push(url),
    }
    await run(
      {},
      async (config, given) => {
        given.onStart?.({ progress: () => expect.unreachable() })
        given.onMessage?.({ level: 'warn', text: 'the moon cannot do that' })
        return intendedRun(config, given)
      },
      { hooks },
    )
    expect(heard.slice(0, 2)).toEqual(['started', 'the moon cannot do that'])
    expect(heard).toHaveLength(2 + 31)
  })

  test('says nothing when it is quiet', async () => {
    expect(await run({ quiet: true }, intendedRun)).toEqual({ exitCode: 0, printed: '' })
  })

  test('calls no failure intended that the site does not intend', async () => {
    const { printed } = await run({}, async (config, hooks) => {
      const withTimeout: typeof hooks = {
        ...hooks,
        onResult: (row) => hooks.onResult?.(row.status === 'failed' ? timedOut(row) : row),
      }
      return intendedRun(config, withTimeout)
    })
    expect(printed).toMatch(/^Without a result:$/m)
  })

  test('returns 1 when the run found anything but what the site intends', async () => {
    const allFailed = { failed: 2, byFailure: { 'connection-refused': 2 } }
    expect((await run({}, async () => report({ summary: allFailed }))).exitCode).toBe(1)
    expect((await run({}, async () => report({}))).exitCode).toBe(1)
  })

  test('returns 3 when it was stopped, and hands the signal on', async () => {
    const { signal } = new AbortController()
    const { exitCode, printed } = await run(
      {},
      async (_config, hooks) => {
        expect(hooks.signal).toBe(signal)
        return report({ outcome: 'interrupted', written: ['textmill-demo.partial.json'] })
      },
      { signal },
    )
    expect(exitCode).toBe(3)
    expect(printed).toContain('stopped before the end')
    expect(printed).toContain('wrote textmill-demo.partial.json (0 pages')
  })

  test.each<[string, RunScrape]>([
    ['a run', intendedRun],
    ['a run that was stopped', async () => report({ outcome: 'interrupted' })],
    ['a run that could not start', () => Promise.reject(new InputError('there.json: permission denied'))],
  ])('leaves nothing behind after %s: no folder, no server', async (_what, runScrape) => {
    let origin = ''
    let stateFolder = ''
    await run({}, async (config, hooks) => {
      origin = /http:\/\/127\S+?(?=\/)/.exec(await readFile(config.input[0] ?? '', 'utf8'))?.[0] ?? ''
      stateFolder = basename(dirname(hooks.state ?? ''))
      expect(await readdir(tempFolder)).toEqual([stateFolder])
      return runScrape(config, hooks)
    }).catch((error: unknown) => expect(error).toBeInstanceOf(InputError))
    expect(await readdir(tempFolder)).toEqual([])
    await expect(fetched(origin)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
