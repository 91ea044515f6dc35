import { writeFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createThreadPool, type ThreadPool, type ThreadPoolOptions } from '../../src/analysis/threadPool.ts'
import { resolveAnalysers } from '../../src/config/analysers.ts'
import { asString } from '../../src/config/utf8.ts'
import { InputError } from '../../src/errors.ts'
import type { AnalysisOutcome } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const never = new AbortController().signal

/** A user's module that does what the page's text says. */
const OBEDIENT = `
export default ({ text }) => {
  if (text.includes('loop')) for (;;) {}
  if (text.includes('memory')) { const all = []; for (;;) all.push(new Array(1000).fill(Math.random())) }
  if (text.includes('exit')) process.exit(3)
  if (text.includes('string')) return { a: ['x'.repeat(300e6)] }
  if (text.includes('bytes')) return [Buffer.alloc(100e6)]
  if (text.includes('holes')) return new Array(2 ** 31)
  if (text.includes('throw')) throw new Error('the module is unhappy')
  return { heard: text }
}`

async function poolOf(options: Partial<ThreadPoolOptions> = {}, source?: string): Promise<ThreadPool> {
  const at = await temporaryFolder()
  if (source !== undefined) writeFileSync(at('module.mjs'), source)
  const pool = createThreadPool({
    threads: 2,
    timeoutMs: 5000,
    maxHeapMb: 64,
    analysers: ['text'],
    comparison: null,
    selectors: {},
    module: source === undefined ? null : at('module.mjs'),
    moduleErrors: 'fail',
    warn: () => {},
    ...options,
  })
  onTestFinished(() => pool[Symbol.asyncDispose]())
  return pool
}

const request = (text: string) => ({
  body: new TextEncoder().encode(`<p>${text}</p>`),
  contentType: 'text/html',
  contentEncoding: '',
  refresh: '',
  url: 'https://a.example/',
  maxBodyBytes: 1_000_000,
})

const textOf = (outcome: AnalysisOutcome): unknown =>
  outcome.kind === 'analysed'
    ? JSON.parse(asString(outcome.page.json)).text
    : outcome.kind === 'failed'
      ? outcome.failure.code
      : outcome.kind

describe('a pool of threads', () => {
  test('analyses each page once, and takes the bytes of all but small ones instead of copying them', async () => {
    const pool = await poolOf()
    const large = ' '.repeat(40_000)
    const requests = Array.from({ length: 10 }, (_, i) => request(`page ${i}${large}`))
    const outcomes = await Promise.all(requests.map((each) => pool.analyse(each, never)))
    expect(outcomes.map(textOf)).toEqual(Array.from({ length: 10 }, (_, i) => `page ${i}`))
    expect(requests.map(({ body }) => body.buffer.byteLength)).toEqual(Array(10).fill(0))
  })

  test.each([
    ['paragraphs', '<p>a'],
    ['entries', '<dd>x'],
    ['rows', '<tr><td>x'],
    ['lines', 'a<br>'],
  ])('has room for a page of nothing but %s of one letter', async (_, element) => {
    const pool = await poolOf({ threads: 1, analysers: resolveAnalysers(['default']) })
    const markup = `<table>${element.repeat(600_000 / element.length)}`
    const outcome = await pool.analyse(request(markup), never)
    expect(outcome.kind).toBe('analysed')
  })

  test('hands small pages over several at once, among large ones, each with its own outcome', async () => {
    const pool = await poolOf({ threads: 3 })
    const large = ' '.repeat(40_000)
    const text = (i: number) => (i % 50 === 49 ? `page ${i}${large}` : `page ${i}`)
    const requests = Array.from({ length: 200 }, (_, i) =>
      i % 70 === 3 ? request('<meta http-equiv=refresh content="0; url=/b">') : request(text(i)),
    )
    const outcomes = await Promise.all(requests.map((each) => pool.analyse(each, never)))
    const moved = [3, 73, 143]
    expect(outcomes.map(textOf)).toEqual(
      requests.map((_, i) => (moved.includes(i) ? 'refresh' : `page ${i}`)),
    )
  })

  test('loses only the page that does not end in time, of several that it had at once', async () => {
    const selectors = { found: 'b:has(~ b:has(~ b:has(~ i)))' }
    const pool = await poolOf({ threads: 1, timeoutMs: 400, selectors })
    const texts = ['a', 'b', `slow${'<b></b>'.repeat(2500)}`, 'c', 'd', 'e']
    const outcomes = await Promise.all(texts.map((text) => pool.analyse(request(text), never)))
    expect(outcomes.map(textOf)).toEqual(['a', 'b', 'analysis-timeout', 'c', 'd', 'e'])
  })

  test.each([
    [
      'loop',
      { code: 'analysis-timeout', message: 'the analysis did not end within 300 ms' },
      { timeoutMs: 300 },
    ],
    ['memory', { code: 'analysis-crashed', message: 'the thread ran out of memory' }, {}],
    ['exit', { code: 'analysis-crashed', message: 'the thread ended in the middle of the page' }, {}],
    ['throw', { code: 'analysis-failed', message: expect.stringContaining('the module is unhappy') }, {}],
    ['string', { code: 'analysis-failed', message: expect.stringContaining('more than 2097152 char') }, {}],
    ['bytes', { code: 'analysis-failed', message: expect.stringContaining('analysis.maxHeapMb') }, {}],
    ['holes', { code: 'analysis-failed', message: expect.stringContaining('analysis.module') }, {}],
  ])('loses only the page that asks for it: %s', async (word, failure, options) => {
    const pool = await poolOf(options, OBEDIENT)
    const texts = ['a', 'b', word, 'c', 'd', 'e']
    const outcomes = await Promise.all(texts.map((text) => pool.analyse(request(text), never)))
    expect(outcomes[2]).toMatchObject({ kind: 'failed', failure: { stage: 'analysis', ...failure } })
    expect(outcomes.toSpliced(2, 1).map(textOf)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('hands back a refresh as it is', async () => {
    const pool = await poolOf()
    const moved = request('<meta http-equiv=refresh content="0; url=/b">')
    expect(await pool.analyse(moved, never)).toEqual({ kind: 'refresh', url: 'https://a.example/b' })
  })

  test('does not count the wait for a thread, or its start, as time of the page', async () => {
    const slow = 'await new Promise((resolve) => setTimeout(resolve, 250)); export default () => 1'
    const pool = await poolOf({ threads: 1, timeoutMs: 150 }, slow)
    const outcomes = await Promise.all(['a', 'b', 'c'].map((text) => pool.analyse(request(text), never)))
    expect(outcomes.map(textOf)).toEqual(['a', 'b', 'c'])
  })

  test('says before the first page that a module cannot be loaded', async () => {
    const pool = await poolOf({}, 'export const nothing = 1')
    await expect(pool.check(never)).rejects.toThrow('module.mjs')
    const broken = await poolOf({}, 'this is no JavaScript')
    await expect(broken.check(never)).rejects.toThrow('module.mjs')
  })

  test.each(['for (;;) {}', 'await new Promise(() => {})'])(
    'gives up a module that does not finish loading (%s), and names it',
    async (source) => {
      const pool = await poolOf({ threads: 1, maxLoadingMs: 300 }, `${source}; export default () => 1`)
      await expect(pool.check(never)).rejects.toThrow(InputError)
      await expect(pool.check(never)).rejects.toThrow(/module\.mjs did not finish loading within 300 ms$/)
    },
  )

  test('says how a module ends its thread while it is loaded', async () => {
    const pool = await poolOf({ threads: 1 }, 'process.exit(1)')
    await expect(pool.check(never)).rejects.toThrow(/module\.mjs cannot be loaded: the thread ended/)
  })

  test('keeps what a module prints away from standard output', async () => {
    const printed: string[] = []
    const write = process.stdout.write
    process.stdout.write = (text) => printed.push(String(text)) > 0
    onTestFinished(() => {
      process.stdout.write = write
    })
    const pool = await poolOf(
      { threads: 1 },
      'export default ({ text }) => { console.log("printed"); process.stdout.write("printed\\n"); return text }',
    )
    expect(textOf(await pool.analyse(request('a'), never))).toBe('a')
    expect(printed.join('')).not.toContain('printed')
  })

  test('abandons its pages when the run is stopped', async () => {
    const pool = await poolOf({}, OBEDIENT)
    const stop = new AbortController()
    const pending = pool.analyse(request('loop'), stop.signal)
    stop.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
  })
})
