import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { resolveOptions } from '../src/config/resolveOptions.ts'
import { InputError, LockedError, StoppedError } from '../src/errors.ts'
import { type MergeStatesOptions, mergeStates } from '../src/mergeStates.ts'
import { scrape } from '../src/scrape.ts'
import type { ScraperOptions } from '../src/types.ts'
import { serve } from './support/localServer.ts'
import { openStore } from './support/store.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

/** Pages of a few texts, so that some are near one another, with links among them; one is missing. */
const site: RequestListener = (request, response) => {
  const number = Number(/\d+/.exec(request.url ?? '')?.[0])
  if (request.url === '/robots.txt' || number === 13) return void response.writeHead(404).end()
  const subject = ['river', 'harbour', 'orchard', 'railway'][number % 4]
  const sentence = (i: number) =>
    `The ${subject} carries load ${i % (3 + (number % 2))} past the old town hall at dawn.`
  response.setHeader('content-type', 'text/html; charset=utf-8').end(
    `<!doctype html><html lang=en><title>${subject} ${number}</title><main><h1>The ${subject}</h1>
     <p>${Array.from({ length: 12 }, (_, i) => sentence(i)).join(' ')}</p>
     <p>Number ${number}. <a href="/${(number + 1) % 20}">Next</a> <a href="/13">Missing</a></p></main></html>`,
  )
}

type At = (name: string) => string

async function run(at: At, name: string, urls: readonly string[], more: ScraperOptions = {}): Promise<void> {
  writeFileSync(at('urls.txt'), urls.join('\n'))
  await scrape({
    input: [at('urls.txt')],
    fetch: { retries: 0 },
    analysis: { threads: 0 },
    ...more,
    output: { files: [at(`${name}.json`)] },
  })
}

function merge(
  at: At,
  names: readonly string[],
  files: readonly string[],
  more: Partial<MergeStatesOptions> = {},
) {
  return mergeStates({
    states: names.map((name) => at(`${name}.json.state`)),
    config: resolveOptions({ output: { files: files.map((file) => (file === '-' ? file : at(file))) } }),
    ...more,
  })
}

/** `summary`, `corpus` and `pages`, as they are written. */
const lasting = (path: string): string => readFileSync(path, 'utf8').replace(/\n"run": .*\n}\n$/, '')

/** What lies in the folder, but for the locks: they stay where they were taken once. */
const files = (at: At): string[] => readdirSync(at('.')).filter((name) => !name.endsWith('.lock'))

const paths = (origin: string, from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `${origin}/${from + i}`)

describe('merging', () => {
  test('the state of one run gives what the run wrote, byte for byte', async () => {
    const at = await temporaryFolder()
    const origin = await serve(site)
    await run(at, 'a', [...paths(origin, 9, 17), 'no url', `${origin}/9#top`, `${origin}/b.pdf`], {
      source: { exclude: ['*.pdf'] },
    })
    const { outcome, summary, written, run: info } = await merge(at, ['a'], ['all.json'])
    expect(lasting(at('all.json'))).toBe(lasting(at('a.json')))
    expect(JSON.parse(readFileSync(at('all.json'), 'utf8')).corpus.links.edges).toBeGreaterThan(7)
    expect({ outcome, written }).toEqual({ outcome: 'finished', written: [at('all.json')] })
    expect(summary).toMatchObject({ pages: 11, ok: 7, failed: 2, skipped: 2 })
    expect(info.stages.fetch.attempts).toBe(0)
    expect(JSON.parse(readFileSync(at('all.json'), 'utf8')).run).toEqual(info)
  })

  test('two runs gives what one run over both lists writes', async () => {
    const at = await temporaryFolder()
    const origin = await serve(site)
    const [first, second] = [paths(origin, 9, 13), paths(origin, 13, 17)]
    await run(at, 'a', [...first, `${origin}/9`])
    await run(at, 'b', second)
    await run(at, 'both', [...first, `${origin}/9`, ...second])
    await merge(at, ['a', 'b'], ['all.json'])
    expect(lasting(at('all.json'))).toBe(lasting(at('both.json')))
  })

  test('runs of the same pages gives the rows of the later one', async () => {
    const at = await temporaryFolder()
    let word = 'early'
    const origin = await serve((_request, response) =>
      response.setHeader('content-type', 'text/html').end(`<title>${word}</title><p>Some words.</p>`),
    )
    await run(at, 'a', [`${origin}/1`, `${origin}/2`])
    word = 'late'
    await run(at, 'b', [`${origin}/2`, `${origin}/3`])
    for (const names of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      await merge(at, names, ['all.json'])
      const { pages } = JSON.parse(readFileSync(at('all.json'), 'utf8'))
      const titles = pages.map((row: { url: string; analysis: { title: string } }) => [
        row.url.slice(origin.length),
        row.analysis.title,
      ])
      expect(Object.fromEntries(titles)).toEqual({ '/1': 'early', '/2': 'late', '/3': 'late' })
      expect(titles).toHaveLength(3)
    }
  })

  test('writes every format asked for, and rows in the order of the lists', async () => {
    const at = await temporaryFolder()
    const origin = await serve(site)
    await run(at, 'a', paths(origin, 0, 3))
    await run(at, 'b', paths(origin, 12, 15))
    const stdout = new PassThrough()
    const files = ['all.json', 'all.jsonl', 'all.csv', '-']
    const { written } = await merge(at, ['b', 'a'], files, { stdout })
    stdout.end()
    const { pages } = JSON.parse(readFileSync(at('all.json'), 'utf8'))
    const lines = readFileSync(at('all.jsonl'), 'utf8')
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(pages)
    expect(await text(stdout)).toBe(lines)
    expect(readFileSync(at('all.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(7)
    expect(written).toEqual(files.slice(0, 3).map(at))
  })
})

describe('merging an unfinished run', () => {
  /** A run that was stopped when it had asked for three of its pages. */
  async function interrupted(at: At): Promise<void> {
    const stop = new AbortController()
    let asked = 0
    const origin = await serve((request, response) => {
      if (request.url !== '/robots.txt') asked += 1
      if (asked === 3) stop.abort()
      site(request, response)
    })
    await scrape({
      input: paths(origin, 0, 6),
      fetch: { concurrency: 1 },
      analysis: { threads: 0 },
      output: { files: [at('a.json')] },
      signal: stop.signal,
    })
  }

  test('is a finished merge that says what is missing, and the run can go on', async () => {
    const at = await temporaryFolder()
    await interrupted(at)
    writeFileSync(at('all.json'), 'an older one')
    const told: string[] = []
    const report = await merge(at, ['a'], ['all.json'], { onMessage: ({ text }) => told.push(text) })
    expect([report.outcome, report.written]).toEqual(['finished', [at('all.json')]])
    const missing = report.summary.skipped
    expect(missing).toBeGreaterThan(0)
    expect(told).toEqual([expect.stringMatching(`^${missing} pages? ha(s|ve) no result yet`)])
    expect(lasting(at('all.json'))).toBe(lasting(at('a.json')))
    expect(lasting(at('all.json'))).toContain('"reason":"interrupted"')
  })
})

describe('a merge leaves nothing behind', () => {
  test.each(['at once', 'when the states are read'])('when it is stopped %s', async (when) => {
    const at = await temporaryFolder()
    const origin = await serve(site)
    await run(at, 'a', [`${origin}/1`], { merge: { corpus: false } })
    writeFileSync(at('all.json'), 'an older one')
    const before = files(at)
    const stop = new AbortController()
    if (when === 'at once') stop.abort()
    const stopped = merge(at, ['a'], ['all.json', 'all.csv'], {
      signal: stop.signal,
      // There is one thing to tell, once the states are read.
      onMessage: () => stop.abort(),
    })
    await expect(stopped).rejects.toThrow(StoppedError)
    expect(files(at)).toEqual(before)
    expect(readFileSync(at('all.json'), 'utf8')).toBe('an older one')
    expect((await merge(at, ['a'], ['all.json'])).summary.ok).toBe(1)
  })

  test('when a run holds a state, or the state beside its output', async () => {
    const at = await temporaryFolder()
    const attempts: Promise<unknown>[] = []
    const origin = await serve(async (request, response) => {
      if (request.url === '/1') {
        attempts.push(merge(at, ['a'], ['all.json']), merge(at, ['b'], ['a.jsonl', 'a.json']))
        await Promise.allSettled(attempts)
      }
      site(request, response)
    })
    await run(at, 'b', [`${origin}/2`])
    await run(at, 'a', [`${origin}/1`])
    expect(attempts).toHaveLength(2)
    for (const attempt of attempts) {
      await expect(attempt).rejects.toThrow(LockedError)
      await expect(attempt).rejects.toThrow(`another run holds ${at('a.json.state')}: pid ${process.pid}`)
    }
    expect(existsSync(at('all.json'))).toBe(false)
  })

  test.each<[string, (at: At) => Partial<MergeStatesOptions>, string]>([
    ['a state that is not there', (at) => ({ states: [at('no.state')] }), 'no.state: no such file'],
    ['an output in place of a state', (at) => ({ states: [at('a.json')] }), 'did you mean'],
    [
      'a state as output',
      (at) => ({ config: resolveOptions({ output: { files: [at('a.json.state')] } }) }),
      'would write over it',
    ],
    ['states without an entry', () => ({}), 'nothing to merge: no entry in'],
    ['a configuration as output', (at) => ({ readFiles: [at('all.json')] }), 'would write over it'],
  ])('when it cannot begin: %s', async (_name, options, message) => {
    const at = await temporaryFolder()
    const store = await openStore(at('a.json.state'))
    store[Symbol.dispose]()
    writeFileSync(at('a.json'), '{}')
    const before = files(at)
    const refused = merge(at, ['a'], ['all.json'], options(at))
    await expect(refused).rejects.toThrow(InputError)
    await expect(refused).rejects.toThrow(message)
    expect(files(at)).toEqual(before)
  })
})

test('pages of a run that compared none are said to have no part in the corpus', async () => {
  const at = await temporaryFolder()
  const origin = await serve(site)
  await run(at, 'a', paths(origin, 0, 2), { merge: { corpus: false } })
  const told: string[] = []
  await merge(at, ['a'], ['all.json'], { onMessage: ({ text }) => told.push(text) })
  expect(told).toEqual([expect.stringContaining('2 pages have no part in the corpus')])
})
