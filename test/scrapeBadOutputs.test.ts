import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { OutputError } from '../src/errors.ts'
import { scrape } from '../src/scrape.ts'
import { serve } from './support/localServer.ts'
import { pageOf } from './support/pages.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

const TARGETS = [
  'out.json',
  'out.jsonl',
  'out.csv',
  'out.md',
  'out.sqlite',
  'out.parquet',
  'out.json.gz',
  'out.jsonl.gz',
  'failed.csv',
  'failed.jsonl',
  'graph.graphml',
]

interface Trouble {
  /** Before the run, and while its last page is being fetched. */
  readonly before?: (path: string) => void
  readonly meanwhile?: (path: string) => void
}

const TROUBLES: Readonly<Record<string, Trouble>> = {
  // What is written beside the target goes to a device that is always full.
  'the disk is full': {
    before(path) {
      for (const name of ['textmill-tmp', 'partial', 'rows.textmill-tmp'])
        symlinkSync('/dev/full', `${path}.${name}`)
    },
  },
  'its folder is gone': { meanwhile: (path) => rmSync(dirname(path), { recursive: true }) },
  'a folder has taken its place': {
    meanwhile(path) {
      rmSync(path)
      mkdirSync(path)
    },
  },
}

/** Three pages, one after the other, of which the last fails. */
async function runWith(target: string, { before, meanwhile }: Trouble) {
  const at = await temporaryFolder()
  const path = at(`target/${target}`)
  mkdirSync(dirname(path))
  writeFileSync(path, 'old')
  before?.(path)
  const asked: string[] = []
  const origin = await serve((request, response) => {
    const { url = '' } = request
    asked.push(url)
    if (asked.length === 3) meanwhile?.(path)
    response.writeHead(url === '/3' ? 404 : 200, { 'content-type': 'text/html' })
    response.end(pageOf(url))
  })
  const [, side] = /^(failed|graph)\./.exec(target) ?? []
  const run = () =>
    scrape({
      input: ['/1', '/2', '/3'].map((page) => `${origin}${page}`),
      state: at('run.state'),
      fetch: { robots: false, retries: 0, concurrency: 1 },
      output: side === undefined ? { files: [path] } : { files: [at('out.json')], [side]: path },
    })
  return { at, path, run, asked }
}

describe.each(TARGETS)('a run that cannot write its %s', (target) => {
  test.each(Object.entries(TROUBLES))(
    'as %s keeps what was fetched, and writes it when it can',
    async (name, trouble) => {
      const { at, path, run, asked } = await runWith(target, trouble)
      const failure = await run().catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(OutputError)
      expect(String(failure)).toContain('cannot write')
      expect(String(failure)).toContain(`what was done is kept in ${at('run.state')}`)
      if (name === 'the disk is full') expect(readFileSync(path, 'utf8')).toBe('old')

      rmSync(dirname(path), { recursive: true, force: true })
      mkdirSync(dirname(path))
      const before = asked.length
      const { outcome } = await run()
      expect(outcome).toBe('finished')
      // Lines are written as they come: a run that cannot write them stops before its end.
      const isWhole = !target.startsWith('out.jsonl') || trouble.before === undefined
      expect(asked.slice(before)).toEqual(isWhole ? [] : ['/1', '/2', '/3'].slice(before))
      expect(readFileSync(path).byteLength).toBeGreaterThan(10)
      expect(readdirSync(dirname(path)).filter((file) => !file.endsWith('.lock'))).toEqual([target])
    },
  )
})

test('a run that can keep no more pages says where what was done is kept, and goes on when it can', async () => {
  const at = await temporaryFolder()
  const asked: string[] = []
  const origin = await serve((request, response) => {
    asked.push(request.url ?? '')
    if (asked.length === 2) {
      rmSync(at('kept'), { recursive: true })
      writeFileSync(at('kept'), 'no folder any more')
    }
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(pageOf(request.url ?? ''))
  })
  const run = () =>
    scrape({
      input: ['/1', '/2', '/3'].map((page) => `${origin}${page}`),
      fetch: { robots: false, retries: 0, concurrency: 1 },
      output: { files: [at('out.json')], savePages: at('kept') },
    })
  const failure = await run().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(OutputError)
  expect(String(failure)).toContain('cannot save a page in')
  expect(String(failure)).toContain(`what was done is kept in ${at('out.json.state')}`)

  rmSync(at('kept'))
  const { outcome, summary } = await run()
  expect([outcome, summary.ok]).toEqual(['finished', 3])
})
