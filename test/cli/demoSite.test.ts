import { EventEmitter, once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { load } from 'cheerio'
import { describe, expect, test } from 'vitest'
import { demoFolder, readDemoPlan } from '../../src/cli/demoPlan.ts'
import { createDemoSite, type Schedule } from '../../src/cli/demoSite.ts'

const folder = demoFolder()
const plan = await readDemoPlan(folder)
const routes = Object.entries(plan.routes)
const atOnce: Schedule = (answer) => answer()

interface Reply {
  statusCode: number | undefined
  headers: Record<string, unknown>
  body: Buffer
}

function ask(url: string, headers: Record<string, string> = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (response) => {
      buffer(response).then(
        (body) => resolve({ statusCode: response.statusCode, headers: response.headers, body }),
        reject,
      )
    }).on('error', reject)
  })
}

/** The answer to the last of as many requests as the route needs to succeed. */
async function askUntilGood(origin: string, path: string, headers?: Record<string, string>): Promise<Reply> {
  if (plan.routes[path]?.first !== undefined) await ask(origin + path, headers).catch(() => undefined)
  return ask(origin + path, headers)
}

describe('the server of the demonstration', () => {
  test.each(routes)('answers %s as the plan says', async (path, route) => {
    await using site = await createDemoSite(folder, plan, atOnce)
    const reply = await askUntilGood(site.origin, path)
    expect(reply.statusCode).toBe(route.statusCode ?? 200)
    expect(reply.headers['content-type']).toBe(route.contentType)
    expect(reply.headers.location).toBe(route.location)
    expect(reply.body).toEqual(
      route.file === undefined ? Buffer.alloc(0) : await readFile(join(folder, route.file)),
    )
  })

  test('compresses what the plan says, for a client that accepts it', async () => {
    await using site = await createDemoSite(folder, plan, atOnce)
    const decoders = { gzip: gunzipSync, br: brotliDecompressSync }
    const compressed = routes.flatMap(([path, { compression, file }]) =>
      compression && file ? [{ path, compression, file }] : [],
    )
    expect(new Set(compressed.map(({ compression }) => compression))).toEqual(new Set(['gzip', 'br']))
    for (const { path, compression, file } of compressed) {
      const reply = await askUntilGood(site.origin, path, { 'accept-encoding': 'gzip, deflate, br' })
      expect(reply.headers['content-encoding']).toBe(compression)
      expect(decoders[compression](reply.body)).toEqual(await readFile(join(folder, file)))
    }
  })

  test('answers each route after its latency: 40 to 400 ms, and one slow page', async () => {
    const latencies: number[] = []
    await using site = await createDemoSite(folder, plan, (answer, latencyMs) => {
      latencies.push(latencyMs)
      answer()
    })
    for (const [path] of routes) await ask(site.origin + path).catch(() => undefined)
    const planned = routes.map(([, { first, latencyMs }]) =>
      first === 'unavailable' ? plan.unavailable.latencyMs : latencyMs,
    )
    expect(latencies).toEqual(planned)
    expect(latencies.filter((latencyMs) => latencyMs < 40 || latencyMs > 400)).toEqual([1200])
  })

  test('is unavailable once where the plan says so', async () => {
    await using site = await createDemoSite(folder, plan, atOnce)
    const url = `${site.origin}/articles/library-roof.html`
    expect((await ask(url)).statusCode).toBe(503)
    expect((await ask(url)).statusCode).toBe(200)
    expect(site.requests.get('/articles/library-roof.html')).toBe(2)
  })

  test('closes the connection half-way through a body once where the plan says so', async () => {
    await using site = await createDemoSite(folder, plan, atOnce)
    const url = `${site.origin}/articles/regatta.html`
    await expect(ask(url)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect((await ask(url)).statusCode).toBe(200)
  })

  test.each(['/articles/lost-umbrella.html', '/nowhere?at=all', '//', '/%'])(
    'has no page %s',
    async (path) => {
      await using site = await createDemoSite(folder, plan, atOnce)
      const reply = await ask(site.origin + path)
      expect(reply.statusCode).toBe(404)
      expect(reply.body.toString()).toContain('floated off')
    },
  )

  test('closes at once, with a request still waiting for its answer', async () => {
    const asked = new EventEmitter()
    const site = await createDemoSite(folder, plan, () => asked.emit('request'))
    const waiting = ask(`${site.origin}/`)
    const failure = expect(waiting).rejects.toMatchObject({ code: 'ECONNRESET' })
    await once(asked, 'request')
    await site[Symbol.asyncDispose]()
    await failure
    await expect(ask(site.origin)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('says which file is missing', async () => {
    const broken = { ...plan, notFound: { ...plan.notFound, file: 'gone.html' } }
    await expect(createDemoSite(folder, broken)).rejects.toThrow(/gone\.html/)
  })
})

describe('the site of the demonstration', () => {
  const pages = routes.filter(([, { contentType }]) => contentType?.startsWith('text/html'))

  test('consists of the files that the plan names, and no other', async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
    const named = [...Object.values(plan.routes), plan.notFound, plan.unavailable].flatMap(
      ({ file }) => file ?? [],
    )
    expect(files.sort()).toEqual(['site.json', ...named].map((file) => join(folder, file)).sort())
  })

  test.each(pages)('has no dead link on %s', async (path, { file = '' }) => {
    const $ = load(await readFile(join(folder, file)))
    const links = $('a[href], link[href], img[src]')
      .toArray()
      .map(
        (element) => new URL($(element).attr('href') ?? $(element).attr('src') ?? '', `http://site${path}`),
      )
      .filter(({ host }) => host === 'site')
    const dead = links.filter(({ pathname }) => plan.routes[pathname] === undefined)
    const deadFragments = links.filter(
      ({ pathname, hash }) => pathname === path && hash && $(hash).length === 0,
    )
    expect([...dead, ...deadFragments].map(String)).toEqual([])
    expect(path === '/app/river-map.html' || links.length > 2).toBe(true)
  })

  test('redirects to pages that exist', () => {
    const targets = routes.flatMap(([, { location }]) => location ?? [])
    expect(targets).toEqual(['/shop/stoneground-flour.html'])
    expect(Object.keys(plan.routes)).toEqual(expect.arrayContaining(targets))
  })

  test('is read whole: every page is on the list or behind a redirect of it', () => {
    const unlisted = pages.map(([path]) => path).filter((path) => !plan.list.includes(path))
    expect(unlisted).toEqual(['/shop/stoneground-flour.html'])
  })

  test('is stored in the encodings it declares', async () => {
    const text = async (file: string, encoding: string) =>
      new TextDecoder(encoding, { fatal: true }).decode(await readFile(join(folder, file)))
    expect(await text('ja/suisha.html', 'shift_jis')).toContain('<title>水車の音</title>')
    expect(
      (await readFile(join(folder, 'articles/frost-fair.html'))).includes(Buffer.of(0x93, 0x53, 0x68, 0x65)),
    ).toBe(true)
    const legacy = new Set(['ja/suisha.html', 'articles/frost-fair.html', 'print/almanac-1868.pdf'])
    for (const [, { file }] of routes) if (file && !legacy.has(file)) await text(file, 'utf-8')
  })

  test('names in its failures and its examples only lines of the list', () => {
    expect(plan.list).toEqual(expect.arrayContaining([...plan.shown, ...Object.keys(plan.failures)]))
  })
})
