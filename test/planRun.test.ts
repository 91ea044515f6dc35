import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { resolveOptions } from '../src/config/resolveOptions.ts'
import type { RunPlan } from '../src/plan/runPlan.ts'
import { type PlanRunOptions, planRun } from '../src/planRun.ts'
import { scrape } from '../src/scrape.ts'
import { openDatabase } from '../src/store/database.ts'
import type { ScraperOptions } from '../src/types.ts'
import { serve } from './support/localServer.ts'
import { openStore, pageEntry } from './support/store.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

type At = (name: string) => string

/** The plan of a job on `urls.txt` into `out.json`. */
async function planOf(
  at: At,
  options: ScraperOptions = {},
  hooks: Partial<PlanRunOptions> = {},
): Promise<RunPlan> {
  return await planRun({
    config: resolveOptions({ input: [at('urls.txt')], output: { files: [at('out.json')] }, ...options }),
    fresh: false,
    retryFailed: false,
    stdin: Readable.from([]),
    ...hooks,
  })
}

/** Does the job that `planOf` tells of. */
const runIt = (at: At, options: ScraperOptions = {}) =>
  scrape({
    input: [at('urls.txt')],
    output: { files: [at('out.json')] },
    analysis: { threads: 0 },
    ...options,
  })

const write = (at: At, lines: readonly string[]): void => writeFileSync(at('urls.txt'), lines.join('\n'))

/** A site that counts what it is asked for. Its pages have validators, and those in `gone` are not there. */
async function site(robots = 'User-agent: *\nDisallow: /hidden\n') {
  const asked: string[] = []
  const gone = new Set<string>()
  const origin = await serve(({ url = '' }, response) => {
    asked.push(url)
    if (url === '/robots.txt') return void response.end(robots)
    if (gone.has(url)) return void response.writeHead(404).end()
    const headers = { 'content-type': 'text/html', etag: '"v1"' }
    response.writeHead(200, headers).end(`<title>${url}</title><p>The old mill stands by the river.`)
  })
  return { origin, asked, gone }
}

describe('a plan of a first run', () => {
  test('counts what the list holds, and fetches and makes nothing', async () => {
    const at = await temporaryFolder()
    const { origin, asked } = await site()
    write(at, [
      `${origin}/a`,
      `${origin}/b`,
      `${origin}/a#top`,
      'htp:/no',
      `${origin}/private/x`,
      '# a comment',
    ])
    const plan = await planOf(at, { source: { exclude: ['/private/'] } })
    expect(plan.list).toMatchObject({ entries: 5, pages: 2, duplicates: 1, invalid: 1, excluded: 1 })
    expect(plan.list.invalidLines).toEqual([
      { origin: `${at('urls.txt')}:4`, written: 'htp:/no', invalid: 'only http and https can be fetched' },
    ])
    expect(plan.run).toEqual({ kind: 'first', startedAt: null, closedAt: null })
    expect(plan.state).toEqual({ path: at('out.json.state'), kind: 'missing' })
    expect(plan.pages).toEqual({ done: 0, fresh: 0, denied: 0, refused: 0, asked: 2, conditional: 0 })
    expect(plan.robots).toEqual({ origins: 1, uncachedOrigins: 1, denied: [] })
    expect(plan.duration.assumed).toEqual({ fetchMs: 500, analysisMs: 30, jsonBytes: 42_000 })
    expect(asked).toEqual([])
    expect(readdirSync(at('.'))).toEqual(['urls.txt'])
  })

  test('names the longest hosts first, each at its own pace', async () => {
    const at = await temporaryFolder()
    const urls = (host: string, count: number) =>
      Array.from({ length: count }, (_, i) => `https://${host}/${i}`)
    write(at, [...urls('many.example', 300), ...urls('slow.example', 100), ...urls('few.example', 3)])
    const fetch = { hosts: { 'slow.example': { intervalMs: 1000, concurrency: 1 } } }
    const { hosts, duration } = await planOf(at, { fetch })
    expect(hosts.count).toBe(3)
    expect(hosts.longest.map(({ host }) => host)).toEqual(['slow.example', 'many.example', 'few.example'])
    expect(hosts.longest[0]).toMatchObject({ pages: 100, slots: 1, intervalMs: 1000, fetchFrom: 'assumed' })
    expect(duration.boundBy).toBe('host')
    expect(duration.ms).toBeGreaterThan(99 * 1100)
    expect(duration.ms).toBeLessThan(99 * 1100 + 3000)
  })

  test('counts a robots.txt that is not kept as one request more, an interval before the pages', async () => {
    const at = await temporaryFolder()
    write(at, ['https://slow.example/'])
    const perHost = { intervalMs: 60_000 }
    const [asking] = (await planOf(at, { fetch: { perHost } })).hosts.longest
    const [careless] = (await planOf(at, { fetch: { perHost, robots: false } })).hosts.longest
    expect((asking?.ms ?? 0) - (careless?.ms ?? 0)).toBe(60_000)
  })

  test('shows no more than ten hosts of many', async () => {
    const at = await temporaryFolder()
    write(
      at,
      Array.from({ length: 100 }, (_, i) => `https://h${i}.example/`).flatMap((url, i) =>
        Array.from({ length: i + 1 }, (_, page) => `${url}${page}`),
      ),
    )
    const { hosts, list } = await planOf(at)
    expect(list.pages).toBe(5050)
    expect(hosts.count).toBe(100)
    expect(hosts.longest.map(({ pages }) => pages)).toEqual([100, 99, 98, 97, 96, 95, 94, 93, 92, 91])
  })

  test('leaves sitemaps and feeds on the web unread, and says so', async () => {
    const at = await temporaryFolder()
    const { origin, asked } = await site()
    const sitemap = (n: number) => `<sitemap><loc>${origin}/s${n}.xml</loc></sitemap>`
    const index = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
    writeFileSync(at('index.xml'), `${index}${[1, 2, 3, 4, 5, 6].map(sitemap).join('')}</sitemapindex>`)
    const source = { sitemaps: [`${origin}/all.xml`], feeds: [`${origin}/feed`] }
    const { list, inputs } = await planOf(at, { input: [at('index.xml')], source })
    expect(list).toMatchObject({ entries: 0, pages: 0, unreadCount: 8 })
    expect(list.unread).toEqual([
      `${origin}/all.xml`,
      `${origin}/feed`,
      `${origin}/s1.xml`,
      `${origin}/s2.xml`,
      `${origin}/s3.xml`,
    ])
    expect(inputs).toEqual([at('index.xml'), `${origin}/all.xml`, `${origin}/feed`])
    expect(asked).toEqual([])
  })

  test('reads no more of the list than the run would', async () => {
    const at = await temporaryFolder()
    write(at, ['https://a.example/1', 'https://a.example/2', 'https://a.example/3'])
    expect((await planOf(at, { source: { limit: 2 } })).list.entries).toBe(2)
  })

  test('takes a list from standard input, and is content without an output file', async () => {
    const stdin = Readable.from([Buffer.from('https://a.example/\n')])
    const plan = await planRun({
      config: resolveOptions({ input: ['-'], output: { files: ['-'] } }),
      fresh: false,
      retryFailed: false,
      stdin,
    })
    expect(plan.list.pages).toBe(1)
    expect(plan.state).toEqual({ path: null, kind: 'none' })
  })

  test.each([
    ['a missing list', { input: ['/none/urls.txt'] }, 'no such file'],
    ['an output without a folder', { output: { files: ['/none/out.json'] } }, 'there is no folder'],
    ['an empty list', { input: ['/dev/null'] }, 'no URL in /dev/null'],
    ['a module that is not there', { analysis: { module: '/none/m.mjs' } }, 'cannot be read'],
  ])('refuses %s as the run would', async (_, options, message) => {
    const at = await temporaryFolder()
    write(at, ['https://a.example/'])
    await expect(planOf(at, options)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    })
  })
})

test('a plan refuses a state in a folder that is not there', async () => {
  const at = await temporaryFolder()
  write(at, ['https://a.example/'])
  const state = `${at('none')}/../s`
  await expect(planOf(at, {}, { state })).rejects.toMatchObject({
    name: 'InputError',
    message: `--state ${state}: there is no folder ${at('none')}/..`,
  })
})

describe('a plan of the next run', () => {
  test('tells what robots.txt denies, what has validators, and how long a page took', async () => {
    const at = await temporaryFolder()
    const { origin, asked } = await site('User-agent: *\nDisallow: /hidden\nCrawl-delay: 0.01\n')
    write(at, [`${origin}/a`, `${origin}/b`, `${origin}/hidden/c`])
    await runIt(at)
    appendFileSync(at('urls.txt'), `\n${origin}/d\n${origin}/hidden/e`)
    asked.length = 0
    const { run, pages, robots, hosts, duration } = await planOf(at)
    expect(run).toMatchObject({ kind: 'next', closedAt: expect.stringMatching(/Z$/) })
    expect(pages).toEqual({ done: 0, fresh: 0, denied: 2, refused: 0, asked: 3, conditional: 2 })
    const denied = [{ origin, rule: 'Disallow: /hidden', pages: 2 }]
    expect(robots).toEqual({ origins: 1, uncachedOrigins: 0, denied })
    expect(hosts.longest[0]).toMatchObject({ intervalMs: 10, intervalFrom: 'robots', fetchFrom: 'host' })
    expect(duration.assumed).toEqual({})
    expect(asked).toEqual([])
  })

  test('asks for no page that is young enough, and for no version where pages are kept', async () => {
    const at = await temporaryFolder()
    const { origin } = await site()
    write(at, [`${origin}/a`, `${origin}/b`])
    await runIt(at)
    expect((await planOf(at, { fetch: { maxAgeMs: 3_600_000 } })).pages).toMatchObject({ fresh: 2, asked: 0 })
    const output = { files: [at('out.json')], savePages: at('kept') }
    expect((await planOf(at, { output })).pages).toMatchObject({ asked: 2, conditional: 0 })
    expect((await planOf(at, { analysis: { analysers: ['words'] } })).pages.conditional).toBe(0)
  })

  test('forgets what --fresh forgets', async () => {
    const at = await temporaryFolder()
    const { origin } = await site()
    write(at, [`${origin}/a`])
    await runIt(at)
    const { state, run, robots } = await planOf(at, {}, { fresh: true })
    expect({ kind: state.kind, run: run.kind, uncached: robots?.uncachedOrigins }).toEqual({
      kind: 'forgotten',
      run: 'first',
      uncached: 1,
    })
  })

  test('asks only for failures with --retry-failed, which needs a run', async () => {
    const at = await temporaryFolder()
    const { origin, gone } = await site()
    write(at, [`${origin}/a`, `${origin}/b`, `${origin}/c`])
    await expect(planOf(at, {}, { retryFailed: true })).rejects.toThrow('no run to ask the failures of again')
    gone.add('/b')
    await runIt(at)
    const { run, pages } = await planOf(at, {}, { retryFailed: true })
    expect(run.kind).toBe('failures')
    expect(pages).toMatchObject({ done: 2, asked: 1 })
  })

  test('knows the size of the outputs from those that are there', async () => {
    const at = await temporaryFolder()
    const { origin } = await site()
    write(at, [`${origin}/a`, `${origin}/b`])
    await runIt(at)
    const before = statSync(at('out.json')).size
    const { disk } = await planOf(at)
    expect(disk).toHaveLength(1)
    expect(disk[0]?.freeBytes).toBeGreaterThan(0)
    expect(disk[0]?.needs.find(({ what }) => what === 'output')?.bytes).toBe(before)
  })

  test('knows what was learned of hosts', async () => {
    const at = await temporaryFolder()
    write(at, ['https://slow.example/', 'https://closed.example/1', 'https://closed.example/2'])
    const store = await openStore(at('out.json.state'))
    const none = { intervalMs: 0, pausedUntil: 0, refusedUntil: 0 }
    store.memory.saveHost('slow.example', { ...none, intervalMs: 400, pausedUntil: Date.now() + 60_000 })
    store.memory.saveHost('closed.example', { ...none, refusedUntil: Date.now() + 9_000_000 })
    store[Symbol.dispose]()
    const { hosts, pages } = await planOf(at)
    expect(pages).toMatchObject({ asked: 1, refused: 2 })
    expect(hosts.longest).toMatchObject([{ host: 'slow.example', learnedMs: 400 }])
    expect(hosts.longest[0]?.pauseMs).toBeGreaterThan(50_000)
  })
})

describe('a plan of a run that is not over', () => {
  test('tells what is done, while it goes on, and leaves its state alone', async () => {
    const at = await temporaryFolder()
    const { origin, asked } = await site()
    write(
      at,
      Array.from({ length: 8 }, (_, i) => `${origin}/${i}`),
    )
    const plans: Promise<RunPlan>[] = []
    let files: string[] = []
    await runIt(at, {
      fetch: { concurrency: 1 },
      onResult: ({ index }: { readonly index: number }) => {
        if (index !== 3) return undefined
        files = readdirSync(at('.'))
        const plan = planOf(at, { analysis: { threads: 0 } })
        plans.push(plan)
        return plan
      },
    } as ScraperOptions)
    const [plan] = await Promise.all(plans)
    expect(plan?.run.kind).toBe('continued')
    expect(plan?.pages.done).toBeGreaterThan(0)
    expect((plan?.pages.done ?? 0) + (plan?.pages.asked ?? 0)).toBe(8)
    expect(files).toContain('out.json.state-wal')
    expect(asked.filter((url) => url !== '/robots.txt')).toHaveLength(8)
  })

  test('goes on with what was cut short, and leaves every file as it is', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('out.json.state'))
    store.add([pageEntry('https://a.example/')])
    store[Symbol.dispose]()
    write(at, ['https://a.example/'])
    const before = readFileSync(at('out.json.state'))
    const files = readdirSync(at('.'))
    expect((await planOf(at)).run.kind).toBe('continued')
    expect(readFileSync(at('out.json.state')).equals(before)).toBe(true)
    expect(readdirSync(at('.'))).toEqual(files)
  })
})

describe('a plan over a state that', () => {
  const versioned = (path: string, version: number): void => {
    const database = openDatabase(path)
    database.exec(
      `PRAGMA application_id = ${0x74786d6c}; PRAGMA user_version = ${version}; CREATE TABLE runs (id INTEGER)`,
    )
    database.close()
  }

  test.each([
    ['is of an earlier version goes without it', 3, 'older'],
    ['is too old goes without it', 1, 'unreadable'],
  ])('%s', async (_, version, kind) => {
    const at = await temporaryFolder()
    write(at, ['https://a.example/'])
    versioned(at('out.json.state'), version)
    expect((await planOf(at)).state.kind).toBe(kind)
  })

  test('is no database goes without it, as the run sets it aside', async () => {
    const at = await temporaryFolder()
    write(at, ['https://a.example/'])
    writeFileSync(at('out.json.state'), 'a note of mine')
    expect((await planOf(at)).state.kind).toBe('unreadable')
    writeFileSync(at('out.json.state'), '')
    expect((await planOf(at)).state.kind).toBe('missing')
    writeFileSync(
      at('out.json.state'),
      Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5000, 7)]),
    )
    expect((await planOf(at)).state.kind).toBe('unreadable')
  })

  test('is newer, or of another program, is refused as by the run', async () => {
    const at = await temporaryFolder()
    write(at, ['https://a.example/'])
    versioned(at('newer'), 999)
    await expect(planOf(at, {}, { state: at('newer') })).rejects.toThrow('by a newer version of textmill')
    const foreign = openDatabase(at('foreign'))
    foreign.exec('CREATE TABLE mine (id INTEGER)')
    foreign.close()
    await expect(planOf(at, {}, { state: at('foreign') })).rejects.toThrow('a database of another program')
    await expect(planOf(at, {}, { state: at('.') })).rejects.toThrow('is not a file')
  })
})
