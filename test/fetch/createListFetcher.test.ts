import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createListFetcher, type ListFetcher } from '../../src/fetch/createListFetcher.ts'
import type { FetchConfig } from '../../src/types.ts'
import { closedOrigin, serve } from '../support/localServer.ts'
import { fetcherOptions, never } from './support/fetcher.ts'

/** A fetcher of lists that does not wait between attempts, but notes how long it would have. */
function listFetcher(named: readonly string[], overrides: Partial<FetchConfig> = {}) {
  const { config, settingsOf, isInsecure } = fetcherOptions(overrides)
  const pauses: number[] = []
  const lists = createListFetcher({
    config,
    settingsOf,
    isInsecure,
    named,
    env: {},
    wait: async (ms) => void pauses.push(ms),
  })
  onTestFinished(() => lists[Symbol.asyncDispose]())
  return { lists, pauses }
}

async function textOf(lists: ListFetcher, url: string): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of await lists.fetchList(url, never)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('a list over the network', () => {
  test('comes with its content codings undone, the last one first', async () => {
    const packed = brotliCompressSync(gzipSync('<urlset/>'))
    const origin = await serve((_request, response) => {
      response.setHeader('content-encoding', 'gzip, br').end(packed)
    })
    const { lists } = listFetcher([origin])
    expect(await textOf(lists, `${origin}/sitemap.xml`)).toBe('<urlset/>')
  })

  test('is any content type: a gzip file stays one', async () => {
    const file = gzipSync('<urlset/>')
    const origin = await serve((_request, response) => {
      response.setHeader('content-type', 'application/x-gzip').end(file)
    })
    const { lists } = listFetcher([origin])
    const chunks: Uint8Array[] = []
    for await (const chunk of await lists.fetchList(`${origin}/sitemap.xml.gz`, never)) chunks.push(chunk)
    expect(Buffer.concat(chunks)).toEqual(file)
  })

  test('is followed where it was moved to', async () => {
    const origin = await serve(({ url }, response) => {
      if (url === '/old') response.writeHead(301, { location: '/new' }).end()
      else response.end(`at ${url}`)
    })
    const { lists } = listFetcher([origin])
    expect(await textOf(lists, `${origin}/old`)).toBe('at /new')
  })

  test('is asked for again after what may pass, and then no more often than pages are', async () => {
    let asked = 0
    const origin = await serve((_request, response) => {
      asked += 1
      response.writeHead(503).end()
    })
    const { lists, pauses } = listFetcher([origin], { retries: 2 })
    await expect(lists.fetchList(`${origin}/feed`, never)).rejects.toThrow(
      `cannot read ${origin}/feed: the server answered 503`,
    )
    expect({ asked, pauses }).toEqual({ asked: 3, pauses: [500, 1000] })
  })

  test('is not asked for again after what will not', async () => {
    let asked = 0
    const origin = await serve((_request, response) => {
      asked += 1
      response.writeHead(404).end()
    })
    const { lists } = listFetcher([origin])
    await expect(lists.fetchList(`${origin}/feed`, never)).rejects.toMatchObject({ name: 'InputError' })
    expect(asked).toBe(1)
  })

  test('names the URL when nobody answers', async () => {
    const origin = await closedOrigin()
    const { lists } = listFetcher([origin], { retries: 0 })
    await expect(lists.fetchList(`${origin}/sitemap.xml`, never)).rejects.toThrow(
      `cannot read ${origin}/sitemap.xml: no connection could be made (ECONNREFUSED)`,
    )
  })

  test('may not come from a private address that the user did not name', async () => {
    const origin = await serve((_request, response) => void response.end('secret'))
    const { lists } = listFetcher(['https://public.example/sitemap.xml'], { allowPrivate: 'listed' })
    await expect(lists.fetchList(origin, never)).rejects.toThrow('cannot read')
  })

  test('in a coding nobody asked for is refused by its name', async () => {
    const origin = await serve((_request, response) => {
      response.setHeader('content-encoding', 'compress').end('x')
    })
    const { lists } = listFetcher([origin])
    await expect(lists.fetchList(origin, never)).rejects.toThrow('compress')
  })
})
