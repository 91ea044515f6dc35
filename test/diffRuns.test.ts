import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type DiffRunsOptions, diffRuns } from '../src/diffRuns.ts'
import { InputError, StateError, StoppedError } from '../src/errors.ts'
import { scrape } from '../src/scrape.ts'
import { openDatabase } from '../src/store/database.ts'
import type { DiffSummary, PageDiff, ScrapeSummary } from '../src/types.ts'
import { okResult, openStore, pageEntry } from './support/store.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

const sentences = [
  'The old mill stands by the river, and its wheel has turned for three hundred years and more.',
  'The miller grinds flour on every day of the week, but on Sundays he rests and the wheel stands.',
]
const html = (title: string, texts: readonly string[] = sentences, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><article>
  ${texts.map((text) => `<p>${text}</p>`).join('\n')}</article></body></html>`

type Answer = string | number | { readonly to: string }

/** What a site answers in the first run and in the second; undefined where the run does not list the page. */
const PAGES: Readonly<Record<string, readonly [Answer | undefined, Answer | undefined]>> = {
  '/same': [html('Same'), html('Same')],
  '/text': [
    html('Text'),
    html('Text', [sentences[0] ?? '', (sentences[1] ?? '').replace('rests', 'sleeps')]),
  ],
  '/title': [html('One'), html('Two')],
  '/space': [html('Space'), html('Space').replaceAll(' of ', '\r\n  of ')],
  '/meta': [html('Meta'), html('Meta', sentences, '<meta name="description" content="All of a mill.">')],
  '/gone': [html('Gone'), 410],
  '/broken': [html('Broken'), 500],
  '/back': [500, html('Back')],
  '/still': [503, 503],
  '/moved': [{ to: '/a' }, { to: '/b' }],
  '/cjk': [html('水车', ['它的轮子星期天除外都在转动。']), html('水车', ['它的轮子星期六除外都在转动。'])],
  '/left': [html('Left'), undefined],
  '/came': [undefined, html('Came')],
}

interface TwoRuns {
  readonly at: (name: string) => string
  readonly origin: string
  /** What the second run says of itself. */
  readonly summary: ScrapeSummary
}

/** A job that was run twice over a site which changed in between, and what each run has left: made once for all tests, which only read it. */
function twoRuns(): () => TwoRuns {
  let made: TwoRuns | undefined
  let run: 0 | 1 = 0
  const folder = mkdtempSync(join(tmpdir(), 'textmill-test-'))
  const at = (name: string): string => join(folder, name)
  const server = createServer(({ url: path = '' }, response) => {
    const answer = path === '/a' || path === '/b' ? html('There') : (PAGES[path]?.[run] ?? 404)
    const isMoved = typeof answer === 'object'
    const status = isMoved ? 302 : typeof answer === 'number' ? answer : 200
    const headers = { 'content-type': 'text/html; charset=utf-8', ...(isMoved && { location: answer.to }) }
    response.writeHead(status, headers).end(String(answer))
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const listed = () => Object.keys(PAGES).filter((path) => PAGES[path]?.[run] !== undefined)
    const scrapeAll = () =>
      scrape({
        input: [...listed().map((path) => `${origin}${path}`), `${origin}/same#again`],
        fetch: { robots: false, retries: 0 },
        analysis: { threads: 0 },
        merge: { corpus: false },
        output: { files: [at('out.json'), at('out.jsonl')] },
      })
    await scrapeAll()
    copyFileSync(at('out.json'), at('old.json'))
    copyFileSync(at('out.jsonl'), at('old.jsonl'))
    copyFileSync(at('out.json.state'), at('old.state'))
    run = 1
    const { summary } = await scrapeAll()
    made = { at, origin, summary }
  })
  afterAll(() => {
    server.close()
    server.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    if (made === undefined) throw new Error('no runs yet')
    return made
  }
}

interface Written {
  readonly summary: DiffSummary
  readonly pages: readonly PageDiff[]
}

type Wanted = Pick<DiffRunsOptions, 'before' | 'after'> & Partial<DiffRunsOptions>

/** What is written of two runs as JSON. */
async function diffOf(options: Wanted): Promise<Written & { readonly told: string[] }> {
  const at = await temporaryFolder()
  const told: string[] = []
  await diffRuns({
    stripParams: [],
    only: null,
    context: 1,
    onMessage: ({ text }) => told.push(text),
    output: {
      files: [at('diff.json')],
      format: 'text',
      isColoured: false,
      isQuiet: false,
      printable: String,
    },
    ...options,
  })
  return { ...(JSON.parse(readFileSync(at('diff.json'), 'utf8')) as Written), told }
}

const pathsOf = (pages: readonly PageDiff[]) =>
  pages.map(({ url, change }) => [new URL(url).pathname, change])

describe('what has changed between two runs', () => {
  const runs = twoRuns()

  test('is told page by page, and agrees with what the second run says itself', async () => {
    const { at, origin, summary: run } = runs()
    const { summary, pages, told } = await diffOf({ before: at('old.json'), after: at('out.json') })
    expect(pathsOf(pages)).toEqual([
      ['/text', 'changed'],
      ['/title', 'changed'],
      ['/meta', 'cosmetic'],
      ['/gone', 'gone'],
      ['/broken', 'failed'],
      ['/back', 'recovered'],
      ['/moved', 'unchanged'],
      ['/cjk', 'changed'],
      ['/came', 'new'],
      ['/left', 'removed'],
    ])
    const { new: added, recovered, failed, skipped, ...others } = summary.changes
    expect({ ...others, new: added + recovered }).toEqual(run.changes)
    expect({ failed, skipped }).toEqual({ failed: 1, skipped: 0 })
    expect(summary).toMatchObject({
      before: { pages: 12 },
      after: { pages: 12 },
      stillNotOk: 1,
      unfinished: 0,
    })
    expect(told).toEqual([])

    const byPath = new Map(pages.map((page) => [new URL(page.url).pathname, page]))
    expect(byPath.get('/text')?.text?.hunks[0]?.lines.at(-1)).toMatchObject({
      kind: 'added',
      marks: [[68, 74]],
    })
    expect(byPath.get('/title')?.fields).toEqual([{ path: 'analysis.title', before: 'One', after: 'Two' }])
    expect(byPath.get('/meta')?.fields).toEqual([
      { path: 'analysis.description', before: null, after: 'All of a mill.' },
    ])
    expect(byPath.get('/moved')?.fields).toEqual([
      { path: 'finalUrl', before: `${origin}/a`, after: `${origin}/b` },
    ])
    expect(byPath.get('/cjk')?.text?.hunks[0]?.lines.map(({ marks }) => marks)).toEqual([[[6, 7]], [[6, 7]]])
    expect(byPath.get('/gone')).toMatchObject({
      before: { status: 'ok', title: 'Gone' },
      after: { status: 'failed', statusCode: 410 },
    })
  })

  test('is the same by files of any kind and by states', async () => {
    const { at } = runs()
    writeFileSync(at('old.json.gz'), gzipSync(readFileSync(at('old.json'))))
    writeFileSync(at('laid-out'), JSON.stringify(JSON.parse(readFileSync(at('out.json'), 'utf8')), null, 2))
    writeFileSync(at('utf-16.json'), `\ufeff${readFileSync(at('out.json'), 'utf8')}`, 'utf16le')
    const expected = await diffOf({ before: at('old.json'), after: at('out.json') })
    for (const [before, after] of [
      ['old.jsonl', 'laid-out'],
      ['old.json.gz', 'out.json.state'],
      ['old.state', 'utf-16.json'],
      ['old.state', 'out.json.state'],
    ] as const) {
      const { summary, pages } = await diffOf({ before: at(before), after: at(after) })
      expect([before, after, pages]).toEqual([before, after, expected.pages])
      expect(summary.changes).toEqual(expected.summary.changes)
    }
  })

  test('is nothing between a run and itself', async () => {
    const { at } = runs()
    for (const name of ['out.json', 'out.json.state']) {
      const { summary, pages } = await diffOf({ before: at(name), after: at(name) })
      expect(pages).toEqual([])
      expect(summary).toMatchObject({ changes: { unchanged: 9 }, stillNotOk: 3 })
    }
  })

  test('is turned round where the runs are', async () => {
    const { at } = runs()
    const { pages } = await diffOf({ before: at('out.json'), after: at('old.json') })
    expect(pathsOf(pages)).toEqual([
      ['/text', 'changed'],
      ['/title', 'changed'],
      ['/meta', 'cosmetic'],
      ['/gone', 'recovered'],
      ['/broken', 'recovered'],
      ['/back', 'failed'],
      ['/moved', 'unchanged'],
      ['/cjk', 'changed'],
      ['/left', 'new'],
      ['/came', 'removed'],
    ])
  })

  test('is told of the pages alone that are asked for', async () => {
    const { at } = runs()
    const { pages } = await diffOf({
      before: at('old.json'),
      after: at('out.json'),
      only: ['cosmetic', 'gone'],
    })
    expect(pathsOf(pages)).toEqual([
      ['/space', 'cosmetic'],
      ['/meta', 'cosmetic'],
      ['/gone', 'gone'],
    ])
  })

  test('is read from standard input too', async () => {
    const { at } = runs()
    const stdin = new PassThrough()
    stdin.end(readFileSync(at('old.json')))
    const { pages } = await diffOf({ before: '-', after: at('out.json'), stdin, only: ['removed'] })
    expect(pathsOf(pages)).toEqual([['/left', 'removed']])
  })

  test('is found while the run goes on, and counts what has no result yet', async () => {
    const at = await temporaryFolder()
    const urls = ['a', 'b', 'c'].map((name) => `https://a.example/${name}`)
    const rows = urls.map((url, index) => ({
      index,
      url,
      status: 'ok',
      finalUrl: url,
      http: { statusCode: 200, contentType: '', charset: 'utf-8', bytes: 1, redirects: [] },
      analysis: { title: 'Mill', warnings: [] },
    }))
    writeFileSync(at('old.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    const store = await openStore(at('state'))
    store.add(urls.slice(0, 2).map((url) => pageEntry(url)))
    const [page] = store.queue.take('a.example', 1)
    if (page === undefined) throw new Error('no page')
    const { index, url, ...lasting } = { ...rows[0], analysis: { title: 'New mill', warnings: [] } }
    store.queue.finish(page, okResult({ json: JSON.stringify(lasting) }), [])
    store.commit()
    const { summary, pages } = await diffOf({ before: at('old.jsonl'), after: at('state') })
    expect(summary).toMatchObject({ changes: { changed: 1, removed: 1 }, unfinished: 1 })
    expect(pages.map(({ url: told, change }) => [told, change])).toEqual([
      [urls[0], 'changed'],
      [urls[2], 'removed'],
    ])
  })

  test('matches URLs that differ in what is no part of them', async () => {
    const at = await temporaryFolder()
    const row = (url: string) => JSON.stringify({ index: 0, url, status: 'skipped', reason: 'robots' })
    writeFileSync(at('old'), row('https://A.example:443/p?b=1&utm=x&a=2#top'))
    writeFileSync(at('new'), row('https://a.example/p?a=2&b=1'))
    const { summary } = await diffOf({ before: at('old'), after: at('new'), stripParams: ['utm'] })
    expect(summary.stillNotOk).toBe(1)
  })

  test('leaves out what one of the runs was not asked for, and says so', async () => {
    const { at } = runs()
    const rows = JSON.parse(readFileSync(at('old.json'), 'utf8'))
    for (const { analysis } of rows.pages) delete analysis?.links
    writeFileSync(at('bare.json'), JSON.stringify(rows))
    const { pages, told } = await diffOf({ before: at('bare.json'), after: at('out.json') })
    expect(told).toEqual(['not compared, for only one of the runs has it: analysis.links'])
    expect(pages.flatMap(({ fields }) => fields.map(({ path }) => path))).not.toContain('analysis.links')
  })
})

describe('what cannot be compared', () => {
  const contents: Readonly<Record<string, string | Buffer>> = {
    empty: '',
    list: 'https://a.example/\n',
    'no-rows.json': '{"a":1}',
    'other.jsonl': '{"url":"https://a.example/"}\n',
    'cut.json': '{"version":1,"pages":[{"index":0,"url":"https://a.example/"',
    'broken.jsonl': '{"index":0,"url":"a" nonsense}\n',
    'packed.gz': gzipSync('SQLite format 3\0 and more'),
  }

  test.each([
    ['a file that is not there', 'missing', /missing: no such file$/],
    ['a folder', '.', /is a folder$/],
    ['an empty file', 'empty', /empty: is empty$/],
    ['a list of URLs', 'list', /list: is no result of a run: give its \.json or \.jsonl/],
    ['another object', 'no-rows.json', /no-rows\.json: row 1 is no row of a run's result$/],
    ['other lines', 'other.jsonl', /other\.jsonl: row 1 is no row of a run's result$/],
    ['a file that is cut short', 'cut.json', /cut\.json: ends in the middle of a value/],
    ['what is no JSON', 'broken.jsonl', /broken\.jsonl: row 1 is not JSON$/],
    ['a packed state', 'packed.gz', /packed\.gz: is a state, which can be read only as a file/],
  ])('is %s: the message names it', async (_name, file, message) => {
    const at = await temporaryFolder()
    for (const [name, content] of Object.entries(contents)) writeFileSync(at(name), content)
    writeFileSync(at('good.json'), '{"version":1,"pages":[]}')
    const failing = diffOf({ before: at(file), after: at('good.json') })
    await expect(failing).rejects.toBeInstanceOf(InputError)
    await expect(failing).rejects.toThrow(message)
  })

  test('is a state without a run', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('state'))
    store[Symbol.dispose]()
    const emptied = openDatabase(at('state'))
    emptied.exec('DELETE FROM runs')
    emptied.close()
    writeFileSync(at('good.json'), '{"version":1,"pages":[]}')
    const failing = diffOf({ before: at('good.json'), after: at('state') })
    await expect(failing).rejects.toThrow(/state: is a state without a run$/)
  })

  test('is a state of another version', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('state'))
    store[Symbol.dispose]()
    const bytes = readFileSync(at('state'))
    // PRAGMA user_version, in the header of the file.
    bytes.writeUInt32BE(1, 60)
    writeFileSync(at('state'), bytes)
    await expect(diffOf({ before: at('state'), after: at('state') })).rejects.toBeInstanceOf(StateError)
  })

  test('is standard input twice', async () => {
    await expect(diffOf({ before: '-', after: '-' })).rejects.toThrow('only one of the two')
  })
})

test('a wish to stop ends the comparison, and no file is written', async () => {
  const at = await temporaryFolder()
  const row = JSON.stringify({ index: 0, url: 'https://a.example/', status: 'skipped', reason: 'robots' })
  writeFileSync(at('rows'), `${row}\n`.repeat(100_000))
  const failing = diffOf({ before: at('rows'), after: at('rows'), signal: AbortSignal.abort() })
  await expect(failing).rejects.toBeInstanceOf(StoppedError)
})

test('a comparison that is stopped waits no longer for standard input', async () => {
  const at = await temporaryFolder()
  writeFileSync(at('rows'), '{"pages":[]}')
  const stdin = new PassThrough()
  stdin.write('{"pages":[')
  const stop = new AbortController()
  const failing = diffOf({ before: '-', after: at('rows'), stdin, signal: stop.signal })
  await vi.waitUntil(() => stdin.readableLength === 0)
  // What was read has been written where it is compared, and more is waited for.
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate)
  stop.abort()
  await expect(failing).rejects.toBeInstanceOf(StoppedError)
  expect(stdin.destroyed).toBe(true)
})
