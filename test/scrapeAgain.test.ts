import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import { InputError } from '../src/errors.ts'
import type { ScrapeOptions } from '../src/hooks.ts'
import { scrape } from '../src/scrape.ts'
import type { PageResult, ScrapeReport, ScrapeSummary } from '../src/types.ts'
import { serve } from './support/localServer.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

/** What the site answers at a path: a body, or a body with more; a number alone is a status. */
type Answer =
  | string
  | number
  | { readonly body?: string; readonly status?: number; readonly headers?: object }

interface Site {
  readonly origin: string
  readonly answers: Map<string, Answer>
  /** Called with the number of every request since the last look. */
  onRequest: (count: number) => void
  /** Every request since the last look, oldest first. */
  asked(): { readonly path: string; readonly headers: IncomingHttpHeaders }[]
}

const html = (text: string, title = 'A page'): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>
  <p>${text} The old mill stands by the river, and its wheel has turned for three hundred years and more.</p>
  </article></body></html>`

/** A site whose answers can be changed between two runs. */
async function siteOf(pages: Readonly<Record<string, Answer>>): Promise<Site> {
  const answers = new Map(Object.entries(pages))
  const requests: { path: string; headers: IncomingHttpHeaders }[] = []
  const origin = await serve(({ url: path = '', headers }, response) => {
    requests.push({ path, headers })
    site.onRequest(requests.length)
    const answer = answers.get(path) ?? 404
    const { body = '', status = 200, headers: more = {} } = typeof answer === 'object' ? answer : bare(answer)
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...more }).end(body)
  })
  const site: Site = { origin, answers, onRequest: () => {}, asked: () => requests.splice(0) }
  return site
}

const bare = (answer: string | number): Exclude<Answer, string | number> =>
  typeof answer === 'string' ? { body: answer } : { status: answer }

/** An answer with an entity tag, or none but that when its client has it already. */
const tagged = (body: string, etag = '"v1"'): Answer => ({ body, headers: { etag } })

interface Document {
  readonly summary: ScrapeSummary
  readonly corpus: unknown
  readonly pages: readonly PageResult[]
}

const read = (path: string): Document => JSON.parse(readFileSync(path, 'utf8')) as Document
const changesIn = ({ pages }: Document) => pages.map((page) => ('change' in page ? page.change : null))

/** The runs of one output, one after another. */
async function runsOver(paths: readonly string[], site: Site, settings: ScrapeOptions = {}) {
  const at = await temporaryFolder()
  const out = at('out.json')
  return {
    out,
    state: `${out}.state`,
    async run(more: ScrapeOptions = {}, listed = paths): Promise<ScrapeReport & { document: Document }> {
      const report = await scrape({
        ...settings,
        ...more,
        input: listed.map((path) => `${site.origin}${path}`),
        fetch: { robots: false, retries: 0, ...settings.fetch, ...more.fetch },
        analysis: { threads: 0, ...settings.analysis, ...more.analysis },
        output: { files: [out], ...settings.output, ...more.output },
      })
      return { ...report, document: read(out) }
    },
  }
}

describe('the next run of an output', () => {
  test('asks for what it knows only where it has changed, and keeps the row of a page that has not', async () => {
    const site = await siteOf({ '/a': tagged(html('One.')), '/b': html('Two.') })
    const runs = await runsOver(['/a', '/b'], site)
    const first = await runs.run()
    expect(site.asked().map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined])
    expect(changesIn(first.document)).toEqual(['new', 'new'])

    site.answers.set('/a', { status: 304, headers: { etag: '"v1"' } })
    const second = await runs.run()
    expect(site.asked().map(({ path, headers }) => [path, headers['if-none-match']])).toEqual([
      ['/a', '"v1"'],
      ['/b', undefined],
    ])
    expect(second.document.pages).toEqual(
      first.document.pages.map((page) => ({ ...page, change: 'unchanged' })),
    )
    expect(second.run.reused).toEqual({ notModified: 1, sameBody: 1, notAsked: 0 })
    expect(second.document.corpus).toEqual(first.document.corpus)
    expect(second.summary.changes).toMatchObject({ new: 0, unchanged: 2 })
  })

  test('asks by the time of the last change where there is one', async () => {
    const date = 'Tue, 03 Nov 2026 08:00:00 GMT'
    const site = await siteOf({ '/': { body: html('One.'), headers: { 'last-modified': date } } })
    const runs = await runsOver(['/'], site)
    await runs.run()
    site.asked()
    site.answers.set('/', 304)
    await runs.run()
    await runs.run()
    expect(site.asked().map(({ headers }) => headers['if-modified-since'])).toEqual([date, date])
  })

  test('tells what has changed in a page, and how', async () => {
    const site = await siteOf({
      '/same': html('Same.'),
      '/cosmetic': html('Cosmetic.'),
      '/text': html('Text.'),
      '/title': html('Title.'),
      '/gone': html('Gone.'),
      '/broken': html('Broken.'),
      '/missing': 404,
      '/left-out': html('Left out.'),
    })
    const paths = [...site.answers.keys()]
    const runs = await runsOver(paths, site)
    expect(changesIn((await runs.run()).document)).toEqual([
      ...Array.from({ length: 6 }, () => 'new'),
      null,
      'new',
    ])

    site.answers.set('/cosmetic', html('Cosmetic.').replace('<article>', '<article class="wide">\n\n'))
    site.answers.set('/text', html('Other text.'))
    site.answers.set('/title', html('Title.', 'Another title'))
    site.answers.set('/gone', 410)
    site.answers.set('/broken', 500)
    const listed = [...paths.filter((path) => path !== '/left-out'), '/added']
    site.answers.set('/added', html('Added.'))
    const { document } = await runs.run({}, listed)
    expect(changesIn(document)).toEqual([
      'unchanged',
      'cosmetic',
      'changed',
      'changed',
      'gone',
      null,
      null,
      'new',
    ])
    expect(document.summary.changes).toEqual({
      new: 1,
      unchanged: 1,
      cosmetic: 1,
      changed: 2,
      gone: 1,
      removed: 1,
    })
    expect(Object.keys(document.pages[1] ?? {}).slice(0, 5)).toEqual([
      'index',
      'url',
      'status',
      'change',
      'finalUrl',
    ])
    // What was gone once is not gone anew, and what is back is new.
    site.answers.set('/broken', html('Broken.'))
    const third = (await runs.run({}, listed)).document
    expect(changesIn(third).slice(4, 6)).toEqual([null, 'new'])
    expect(third.summary.changes.removed).toBe(0)
  })

  test('sends no validators after another analysis, nor with --fresh', async () => {
    const site = await siteOf({ '/': tagged(html('One.')) })
    const runs = await runsOver(['/'], site)
    const conditions = () => site.asked().map(({ headers }) => headers['if-none-match'])
    await runs.run()
    await runs.run({ analysis: { analysers: ['text'] } })
    expect(conditions()).toEqual([undefined, undefined])
    const { document } = await runs.run({ analysis: { analysers: ['text'] }, fresh: true })
    expect(conditions()).toEqual([undefined])
    expect(changesIn(document)).toEqual(['new'])
  })

  test('sends validators to where the page came from, and to nowhere else', async () => {
    const site = await siteOf({
      '/old': { status: 301, headers: { location: '/here', etag: '"redirect"' } },
      '/here': tagged(html('One.')),
    })
    const runs = await runsOver(['/old'], site)
    await runs.run()
    site.asked()
    site.answers.set('/here', 304)
    const { document } = await runs.run()
    expect(site.asked().map(({ path, headers }) => [path, headers['if-none-match']])).toEqual([
      ['/old', undefined],
      ['/here', '"v1"'],
    ])
    expect(document.pages).toMatchObject([
      { status: 'ok', http: { statusCode: 200, redirects: [{ statusCode: 301 }] } },
    ])
    site.answers.set('/old', { status: 301, headers: { location: '/elsewhere' } })
    site.answers.set('/elsewhere', html('One.'))
    await runs.run()
    expect(site.asked().at(-1)).toMatchObject({ path: '/elsewhere' })
    expect(site.asked()).toEqual([])
  })

  test('asks whole for a page that it comes to by another way, since its row tells the way', async () => {
    const site = await siteOf({
      '/old': { status: 302, headers: { location: '/here' } },
      '/here': tagged(html('One.')),
    })
    const runs = await runsOver(['/old'], site)
    await runs.run()
    site.asked()
    site.answers.set('/old', { status: 301, headers: { location: '/here' } })
    const { document, run } = await runs.run()
    expect(site.asked().at(-1)?.headers).not.toHaveProperty('if-none-match')
    expect(document.pages).toMatchObject([
      { change: 'unchanged', http: { redirects: [{ url: `${site.origin}/old`, statusCode: 301 }] } },
    ])
    expect(run.reused).toEqual({ notModified: 0, sameBody: 0, notAsked: 0 })
    await runs.run()
    expect(site.asked().at(-1)?.headers).toMatchObject({ 'if-none-match': '"v1"' })
  })

  test('believes no 304 that it did not ask for', async () => {
    const site = await siteOf({ '/': 304 })
    const runs = await runsOver(['/'], site)
    expect((await runs.run()).document.pages).toMatchObject([
      { status: 'failed', failure: { code: 'http-status', statusCode: 304 } },
    ])
  })

  test('believes no 304 from a server that gave nothing to ask by, though the page is known', async () => {
    const site = await siteOf({ '/': html('One.') })
    const runs = await runsOver(['/'], site)
    await runs.run()
    site.answers.set('/', 304)
    const { document, run } = await runs.run()
    expect(document.pages).toMatchObject([{ status: 'failed', failure: { statusCode: 304 } }])
    expect(run.reused.notModified).toBe(0)
  })

  test('analyses the same bytes again where the answer is another', async () => {
    const site = await siteOf({ '/': { body: '<p>One.</p>', headers: { 'content-type': 'text/html' } } })
    const runs = await runsOver(['/'], site)
    await runs.run()
    site.answers.set('/', { body: '<p>One.</p>', headers: { 'content-type': 'text/plain' } })
    const { document, run } = await runs.run()
    expect(document.pages).toMatchObject([
      { change: 'unchanged', http: { contentType: 'text/plain' }, analysis: { text: '<p>One.</p>' } },
    ])
    expect(run.reused.sameBody).toBe(0)
  })

  test('does not ask for what is young enough', async () => {
    const site = await siteOf({ '/a': html('One.'), '/b': 500 })
    const runs = await runsOver(['/a', '/b'], site, { fetch: { maxAgeMs: 3_600_000 } })
    const first = await runs.run()
    site.asked()
    site.answers.set('/b', html('Two.'))
    const second = await runs.run({}, ['/b', '/a'])
    expect(site.asked().map(({ path }) => path)).toEqual(['/b'])
    expect(changesIn(second.document)).toEqual(['new', 'unchanged'])
    expect(second.document.pages[1]).toEqual({ ...first.document.pages[0], index: 1, change: 'unchanged' })
    expect(second.run.reused.notAsked).toBe(1)
  })

  test('compares with the last closed run, however often it was interrupted', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `/${i}`)
    const site = await siteOf(Object.fromEntries(names.map((name) => [name, tagged(html(name))])))
    const change = (): void => {
      for (const name of names) site.answers.set(name, tagged(html(name), '"v1"'))
      site.answers.set('/1', html('Something else.'))
      site.answers.set('/2', 404)
      site.answers.set('/3', tagged(html('/3').replace('<body>', '<body><nav></nav>')))
    }
    const calm = await runsOver(names, site, { fetch: { concurrency: 1 } })
    const stopped = await runsOver(names, site, { fetch: { concurrency: 1 } })
    await calm.run()
    await stopped.run()
    change()
    const expected = (await calm.run()).document
    for (let stop = 1; stop <= 3; stop++) {
      const controller = new AbortController()
      site.asked()
      site.onRequest = (count) => count === 4 && controller.abort()
      const { outcome } = await scrape({
        input: names.map((name) => `${site.origin}${name}`),
        fetch: { robots: false, retries: 0, concurrency: 1 },
        analysis: { threads: 0, ...(stop === 2 && { analysers: ['text'] }) },
        output: { files: [stopped.out] },
        signal: controller.signal,
      })
      expect(outcome).toBe('interrupted')
    }
    site.onRequest = () => {}
    const { document } = await stopped.run()
    expect(changesIn(document)).toContain('cosmetic')
    expect({ ...document, run: null }).toEqual({ ...expected, run: null })
  })
})

describe('a list that gets shorter while its run is cut short', () => {
  /** A run over three pages that stops before its last one, after the pages were in a closed run. */
  async function stoppedRun() {
    const site = await siteOf({ '/a': html('One.'), '/b': html('Two.'), '/c': html('Three.') })
    const paths = ['/a', '/b', '/c']
    const runs = await runsOver(paths, site, { fetch: { concurrency: 1 } })
    return {
      ...runs,
      async stop(listed = paths) {
        const controller = new AbortController()
        site.asked()
        site.onRequest = (count) => count === 2 && controller.abort()
        expect((await runs.run({ signal: controller.signal }, listed)).outcome).toBe('interrupted')
        site.onRequest = () => {}
      },
    }
  }

  test('has a page removed that an earlier start has asked for again', async () => {
    const { run, stop } = await stoppedRun()
    await run()
    await stop()
    const { summary } = await run({}, ['/b', '/c'])
    expect(summary.changes).toMatchObject({ unchanged: 2, removed: 1 })
  })

  test('has it neither removed once more in the next run, nor unchanged when it is back', async () => {
    const { run, stop } = await stoppedRun()
    await stop()
    expect((await run({}, ['/b', '/c'])).summary.changes).toMatchObject({ new: 2, removed: 0 })
    expect((await run({}, ['/b', '/c'])).summary.changes).toMatchObject({ unchanged: 2, removed: 0 })
    await stop(['/b', '/a', '/c'])
    const { document } = await run({}, ['/b', '/c', '/a'])
    expect(changesIn(document)).toEqual(['unchanged', 'unchanged', 'new'])
  })
})

describe('the failures of the last run, asked again', () => {
  test('are merged into its output, and nothing else is asked', async () => {
    const site = await siteOf({ '/a': html('One.'), '/b': 500, '/c': 404 })
    const runs = await runsOver(['/a', '/b', '/c'], site)
    const first = await runs.run()
    site.asked()
    site.answers.set('/b', html('Two.'))
    const second = await runs.run({ retryFailed: true })
    expect(site.asked().map(({ path }) => path)).toEqual(['/b', '/c'])
    expect(second.document.pages[0]).toEqual(first.document.pages[0])
    expect(second.document.pages).toMatchObject([{ status: 'ok' }, { status: 'ok' }, { status: 'failed' }])
    // It is the same run: the next one compares with what it has come to.
    expect(changesIn((await runs.run()).document)).toEqual(['unchanged', 'unchanged', null])
  })

  test('still compare with the run before', async () => {
    const site = await siteOf({ '/a': html('One.'), '/b': html('Two.') })
    const runs = await runsOver(['/a', '/b'], site)
    await runs.run()
    site.answers.set('/a', 500)
    site.answers.set('/b', 500)
    await runs.run()
    site.answers.set('/a', html('One.'))
    site.answers.set('/b', html('Something else.'))
    expect(changesIn((await runs.run({ retryFailed: true })).document)).toEqual(['unchanged', 'changed'])
  })

  test('wait for the end of a run that was cut short, which is told', async () => {
    const site = await siteOf({ '/a': 500, '/b': html('Two.') })
    const runs = await runsOver(['/a', '/b'], site, { fetch: { concurrency: 1 } })
    const controller = new AbortController()
    site.onRequest = () => controller.abort()
    expect((await runs.run({ signal: controller.signal })).outcome).toBe('interrupted')
    site.asked()
    const told: string[] = []
    await runs.run({ retryFailed: true, onMessage: ({ level, text }) => told.push(`${level}: ${text}`) })
    expect(site.asked().map(({ path }) => path)).toEqual(['/b'])
    expect(told).toEqual([expect.stringMatching(/^warn: the last run is not over: it goes on/)])
  })

  test('are none where nothing was run', async () => {
    const site = await siteOf({})
    const runs = await runsOver(['/a'], site)
    await expect(runs.run({ retryFailed: true })).rejects.toThrow(InputError)
    expect(site.asked()).toEqual([])
  })

  test('are not those of a run that is to be forgotten, which stays', async () => {
    const site = await siteOf({ '/a': html('One.'), '/b': 500 })
    const runs = await runsOver(['/a', '/b'], site)
    await runs.run()
    await expect(runs.run({ fresh: true, retryFailed: true })).rejects.toThrow('give one of them')
    expect(changesIn((await runs.run()).document)).toEqual(['unchanged', null])
  })

  test('need an output or a state', async () => {
    const options = { input: ['https://mill.example/'], retryFailed: true }
    await expect(scrape(options)).rejects.toThrow('--retry-failed needs the output or the state')
  })
})
