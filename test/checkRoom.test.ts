import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkRoom, type RoomOptions } from '../src/checkRoom.ts'
import { scrape } from '../src/scrape.ts'
import { serve } from './support/localServer.ts'
import { okResult, openStore, pageEntry } from './support/store.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'
import { mountTmpfs } from './support/tmpfs.ts'

/** What is told when so much is free everywhere. */
async function told(freeBytes: number | undefined, options: Partial<RoomOptions>): Promise<string[]> {
  const warnings: string[] = []
  await checkRoom({
    output: { files: [], savePages: null },
    state: undefined,
    fresh: false,
    warn: (text) => warnings.push(text),
    readFreeSpace: async () => (freeBytes === undefined ? undefined : { device: '1', freeBytes }),
    ...options,
  })
  return warnings
}

/** A state whose last start has listed ten pages, of which so many are done, with 100 KB of JSON each. */
async function stateOf(path: string, done: number, { isOver = false } = {}): Promise<void> {
  const store = await openStore(path)
  store.add(Array.from({ length: 10 }, (_, i) => pageEntry(`https://a.example/${i}`)))
  const json = JSON.stringify({ status: 'ok', text: 'x'.repeat(100_000) })
  for (const page of store.queue.take('a.example', done)) store.queue.finish(page, okResult({ json }), [])
  if (isOver) store.closeRun()
  store[Symbol.dispose]()
}

const MB = 1_000_000

describe('the room for a run', () => {
  test('is enough as far as anybody knows where no run was before', async () => {
    const at = await temporaryFolder()
    expect(await told(MB, { output: { files: [at('out.json')], savePages: null } })).toEqual([])
  })

  test('is what the next run will write anew: its outputs, not its state', async () => {
    const at = await temporaryFolder()
    const output = { files: [at('out.json'), at('out.csv')], savePages: null }
    await stateOf(at('out.json.state'), 10, { isOver: true })
    writeFileSync(at('out.json'), 'x'.repeat(3 * MB))
    expect(await told(20 * MB, { output })).toEqual([])
    const [warning = '', ...others] = await told(7 * MB, { output })
    expect(warning).toContain(`there may be too little room in ${dirname(at('out.json'))}: 7.0 MB free`)
    expect(warning).toContain('by its last start the run needs about 8.0 MB')
    expect(others).toEqual([])
  })

  test('is what an unfinished run has still to write', async () => {
    const at = await temporaryFolder()
    const output = { files: [at('out.jsonl.gz')], savePages: null }
    await stateOf(at('out.jsonl.gz.state'), 2)
    expect(await told(7 * MB, { output })).toHaveLength(0)
    expect(await told(6 * MB, { output })).toHaveLength(1)
    expect(await told(6 * MB, { output, fresh: true })).toHaveLength(0)
  })

  test('is unknown where the file system does not say, and for devices', async () => {
    const at = await temporaryFolder()
    await stateOf(at('s'), 2)
    expect(await told(undefined, { state: at('s') })).toEqual([])
    expect(await told(100 * MB, { output: { files: ['/dev/null', '-'], savePages: null } })).toEqual([])
  })

  test('is enough where a file system says "none", and takes what is written nevertheless', async () => {
    const at = await temporaryFolder()
    expect(await told(0, { state: at('s') })).toEqual([])
    expect(readdirSync(at('.'))).toEqual([])
  })

  test('says nothing of a state that cannot be read: the run itself will', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('s'), 'no state at all')
    expect(await told(MB, { state: at('s') })).toEqual([])
  })
})

describe('a run on a full file system', () => {
  test('does not begin, and asks for nothing', async ({ skip }) => {
    const at = await temporaryFolder()
    if (!mountTmpfs(at('small'), 131_072)) skip()
    const asked: string[] = []
    const origin = await serve(({ url = '' }, response) => {
      asked.push(url)
      response.end()
    })
    const run = scrape({
      input: [`${origin}/a`],
      source: { sitemaps: [`${origin}/sitemap.xml`] },
      output: { files: [at('small/out.json')] },
    })
    await expect(run).rejects.toMatchObject({
      name: 'InputError',
      message: `${at('small')}: there is no room to begin: 131 KB free on its file system`,
    })
    expect(asked).toEqual([])
    expect(readdirSync(at('small'))).toEqual([])
  })

  test('may forget a state that fills it', async ({ skip }) => {
    const at = await temporaryFolder()
    if (!mountTmpfs(at('small'), 4 * 1_048_576)) skip()
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>A page</title>')
    })
    // The lock finds its place even so.
    writeFileSync(at('small/out.json.state'), 'x'.repeat(4 * 1_048_576 - 131_072))
    const job = {
      input: [`${origin}/a`],
      output: { files: [at('small/out.json')] },
      fetch: { robots: false },
    }
    await expect(scrape(job)).rejects.toThrow('there is no room to begin')
    const { outcome } = await scrape({ ...job, fresh: true })
    expect(outcome).toBe('finished')
    expect(existsSync(at('small/out.json'))).toBe(true)
  })
})
