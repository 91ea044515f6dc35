import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CliIo } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { failedResult, okResult, openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { fakeIo } from './fakeIo.ts'

type At = (name: string) => string

/** Runs a command line in this process. */
async function merge(at: At, args: readonly string[], facts: Partial<CliIo> = {}) {
  const { io, out, err } = fakeIo({ cwd: at('.'), ...facts })
  const code = await run(['merge', ...args], io)
  return { code, out: out(), err: err() }
}

type Ends = Readonly<Record<string, 'ok' | 'failed' | 'unfinished'>>

/** The state of a run whose pages ended so. */
async function makeState(path: string, ends: Ends): Promise<void> {
  const store = await openStore(path)
  store.add(Object.keys(ends).map((name) => pageEntry(`https://a.example/${name}`)))
  for (const page of store.queue.take('a.example', 99)) {
    const end = ends[new URL(page.url).pathname.slice(1)]
    if (end === 'ok') store.queue.finish(page, okResult(), [])
    if (end === 'failed') store.queue.finish(page, failedResult('refused'), [])
  }
  store[Symbol.dispose]()
}

const noCorpus = ['--corpus', 'false']

describe('scrape merge', () => {
  test('writes one result of several states, and says what it is', async () => {
    const at = await temporaryFolder()
    await makeState(at('a'), { 1: 'ok' })
    await makeState(at('b'), { 2: 'ok' })
    const { code, out, err } = await merge(at, [at('a'), at('b'), '-o', at('all.json'), ...noCorpus])
    expect(err).toMatch(/^2 pages in \d+\.\ds: 2 ok, 0 failed, 0 skipped\nwrote .*all\.json\n$/)
    expect({ code, out }).toEqual({ code: 0, out: '' })
    const { pages, summary } = JSON.parse(readFileSync(at('all.json'), 'utf8'))
    expect(pages.map(({ url }: { url: string }) => url)).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ])
    expect(summary.ok).toBe(2)
  })

  test('prints lines where no file is named, whatever files the configuration has', async () => {
    const at = await temporaryFolder()
    await makeState(at('a'), { 1: 'ok', 2: 'failed' })
    const files = { files: [at('out.json')], failed: at('failed.txt'), graph: at('graph.csv') }
    writeFileSync(at('scraper.config.json'), JSON.stringify({ output: files, merge: { corpus: false } }))
    const { code, out } = await merge(at, [at('a'), '-q'])
    expect(code).toBe(1)
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).status),
    ).toEqual(['ok', 'failed'])
    expect(Object.values(files).flat().filter(existsSync)).toEqual([])
  })

  test('writes the files that flags name', async () => {
    const at = await temporaryFolder()
    await makeState(at('a'), { 1: 'ok', 2: 'failed' })
    const args = ['-o', at('all.csv'), '--fields', 'url,status', '--failed', at('failed.txt'), ...noCorpus]
    const { code } = await merge(at, [at('a'), ...args])
    expect(code).toBe(1)
    const rows = readFileSync(at('all.csv'), 'utf8').trimEnd().split('\r\n')
    expect(rows).toEqual(['url,status', 'https://a.example/1,ok', 'https://a.example/2,failed'])
    expect(readFileSync(at('failed.txt'), 'utf8')).toContain('https://a.example/2')
  })

  test.each<[string, Ends, number, string]>([
    [
      'is finished, with a warning, where results are missing',
      { 1: 'ok', 2: 'unfinished' },
      0,
      '1 page has no',
    ],
    [
      'says with its code that pages failed',
      { 1: 'failed', 2: 'unfinished', 3: 'unfinished' },
      1,
      '2 pages have no',
    ],
  ])('%s', async (_name, ends, expected, warning) => {
    const at = await temporaryFolder()
    await makeState(at('a'), ends)
    const { code, err } = await merge(at, [at('a'), '-o', at('all.json'), '-q', ...noCorpus])
    expect(code).toBe(expected)
    const [first] = err.split('\n')
    expect(first).toBe(`warning: ${warning} result yet, and a row that says "interrupted"`)
  })

  test('leaves a configuration that it was told to write over', async () => {
    const at = await temporaryFolder()
    await makeState(at('a'), { 1: 'ok' })
    writeFileSync(at('my.json'), '{}')
    const { code, err } = await merge(at, [at('a'), '-c', at('my.json'), '-o', at('my.json')])
    expect({ code, err }).toEqual({
      code: 2,
      err: `${at('my.json')}: the run reads this file, and would write over it\n`,
    })
    expect(readFileSync(at('my.json'), 'utf8')).toBe('{}')
  })

  test('tells who holds a state', async () => {
    const at = await temporaryFolder()
    await openStore(at('a'))
    const { code, err } = await merge(at, [at('a')])
    expect(code).toBe(4)
    expect(err).toContain(`another run holds ${at('a')}: pid ${process.pid}`)
  })

  test.each([
    ['no state', [], 'nothing to merge: give the states of runs, such as out.json.state\n'],
    ['a state that is not there', ['no.state'], 'no.state: no such file\n'],
    ['a flag of a run', ['a', '--timeout', '3s'], '--timeout is no flag of this command\n'],
  ])('refuses %s', async (_name, args, message) => {
    const at = await temporaryFolder()
    expect(await merge(at, args)).toEqual({ code: 2, out: '', err: message })
  })

  test('has the rule for pages of several states in its help', async () => {
    const at = await temporaryFolder()
    const { code, out } = await merge(at, ['--help'])
    expect(code).toBe(0)
    expect(out).toContain('started last')
  })
})
