import { writeFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Analysis, type AnalysisOptions, createAnalysis } from '../../src/analysis/createAnalysis.ts'
import { asString } from '../../src/config/utf8.ts'
import { ConfigError } from '../../src/errors.ts'
import type { AnalysisConfig, FetchedPage } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const never = new AbortController().signal
const CONFIG: AnalysisConfig = {
  threads: 1,
  timeoutMs: 5000,
  maxHeapMb: 64,
  analysers: ['default'],
  selectors: {},
  module: null,
  moduleErrors: 'fail',
}

function analysisOf(config: Partial<AnalysisConfig> = {}, options: Partial<AnalysisOptions> = {}): Analysis {
  const analysis = createAnalysis({
    config: { ...CONFIG, ...config },
    maxBodyBytes: 10_000_000,
    isShortList: () => true,
    warn: () => {},
    ...options,
  })
  onTestFinished(() => analysis[Symbol.asyncDispose]())
  return analysis
}

const pageOf = (text: string): FetchedPage => ({
  finalUrl: 'https://a.example/',
  statusCode: 200,
  contentType: 'text/html',
  contentEncoding: '',
  refresh: '',
  redirects: [],
  body: new TextEncoder().encode(text),
})

/** A page whose bytes were given to a thread has none left here. */
async function wentToThread(analysis: Analysis, page: FetchedPage): Promise<boolean> {
  const outcome = await analysis.analyse(page, never)
  expect(outcome.kind).toBe('analysed')
  return page.body.byteLength === 0
}

describe('small work does not pay for threads', () => {
  test('a small page of a short list is analysed at once', async () => {
    expect(await wentToThread(analysisOf(), pageOf('<p>small</p>'))).toBe(false)
  })

  test.each<[string, Partial<AnalysisOptions>, FetchedPage]>([
    ['a page of a long list', { isShortList: () => false }, pageOf('<p>small</p>')],
    ['a page of more than 512 KB', {}, pageOf(`<p>${'word '.repeat(110_000)}</p>`)],
  ])('but %s goes to a thread', async (_name, options, page) => {
    expect(await wentToThread(analysisOf({}, options), page)).toBe(true)
  })

  test('and so does a small body that unpacks to more than 512 KB', async () => {
    const { gzipSync } = await import('node:zlib')
    const body = new Uint8Array(gzipSync(`<p>${'word '.repeat(110_000)}</p>`))
    const page = { ...pageOf(''), contentEncoding: 'gzip', body }
    expect(await wentToThread(analysisOf(), page)).toBe(true)
  })

  test('and every page that a user’s module sees', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('module.mjs'), 'export default () => 1')
    expect(await wentToThread(analysisOf({ module: at('module.mjs') }), pageOf('<p>small</p>'))).toBe(true)
  })

  test('no threads at all means none, whatever the page', async () => {
    const analysis = analysisOf({ threads: 0 }, { isShortList: () => false })
    expect(await wentToThread(analysis, pageOf(`<p>${'word '.repeat(110_000)}</p>`))).toBe(false)
  })
})

describe('an analysis', () => {
  test('says before the first page which selector no page can satisfy', async () => {
    const check = (selectors: AnalysisConfig['selectors']) => analysisOf({ selectors }).check(never)
    await expect(check({ good: 'p', bad: '[[' })).rejects.toThrow(ConfigError)
    await expect(check({ good: 'p > a[href]', list: ['li'] })).resolves.toBeUndefined()
  })

  test('says the same in a thread and at once', async () => {
    const text = '<html lang="de"><title>Mühle</title><p>Die Mühle steht am Fluss.</p><a href="/x">x</a>'
    const config = { selectors: { all: ['p'] } as const }
    const inline = await analysisOf(config).analyse(pageOf(text), never)
    const threaded = await analysisOf(config, { isShortList: () => false }).analyse(pageOf(text), never)
    if (inline.kind !== 'analysed' || threaded.kind !== 'analysed') throw new Error('was not analysed')
    expect(threaded.page.trace.thread).toBeGreaterThan(0)
    expect(threaded.page).toEqual({ ...inline.page, trace: threaded.page.trace })
  })

  test('hears the refresh header, in a thread and at once', async () => {
    const page = () => ({ ...pageOf('<p>a</p>'), refresh: '3; url=/next' })
    const next = { kind: 'refresh', url: 'https://a.example/next' }
    expect(await analysisOf().analyse(page(), never)).toEqual(next)
    expect(await analysisOf({}, { isShortList: () => false }).analyse(page(), never)).toEqual(next)
  })

  test('counts its pages, and how long they held their threads', async () => {
    const analysis = analysisOf()
    await analysis.analyse(pageOf('<p>a</p>'), never)
    expect(analysis.stats).toMatchObject({ threads: 1, pages: 1, busy: 0 })
    expect(analysis.stats.busyMs).toBeGreaterThan(0)
  })
})

describe('a user’s module whose errors are kept', () => {
  const text = (word: string) => `<title>Mill</title><p>${word}</p><i class=price>3</i>`
  const OBEDIENT = `
    export default ({ text }) => {
      if (text.includes('loop')) for (;;) {}
      if (text.includes('memory')) { const all = []; for (;;) all.push(new Array(1000).fill(Math.random())) }
      if (text.includes('exit')) process.exit(3)
      if (text.includes('throw')) throw new Error('the module is unhappy')
      return 'fine'
    }`
  const keeping = async (config: Partial<AnalysisConfig> = {}): Promise<Analysis> => {
    const at = await temporaryFolder()
    writeFileSync(at('module.mjs'), OBEDIENT)
    const selectors = { price: '.price' }
    return analysisOf({ module: at('module.mjs'), moduleErrors: 'keep', selectors, ...config })
  }
  const found = async (analysis: Analysis, word: string) => {
    const outcome = await analysis.analyse(pageOf(text(word)), never)
    return outcome.kind === 'analysed' ? JSON.parse(asString(outcome.page.json)) : outcome
  }

  test.each([
    ['loop', 'analysis-timeout: the analysis did not end within 300 ms', { timeoutMs: 300 }],
    ['memory', 'analysis-crashed: the thread ran out of memory', {}],
    ['exit', 'analysis-crashed: the thread ended in the middle of the page', {}],
    ['throw', 'Error: the module is unhappy', {}],
    ['throw', 'Error: the module is unhappy', { threads: 0 }],
  ])('loses no page, and nothing of it but its own data: %s', async (word, error, config) => {
    const analysis = await keeping(config)
    const pages = await Promise.all(['a', word, 'b'].map((each) => found(analysis, each)))
    const facts = { title: 'Mill', text: expect.any(String), selectors: { price: '3' } }
    expect(pages).toMatchObject([
      { ...facts, custom: 'fine' },
      { ...facts, custom: { error } },
      { ...facts, custom: 'fine' },
    ])
    expect(pages[1].text).toContain(word)
    expect(analysis.stats).toMatchObject({ pages: 3, busy: 0 })
  })

  test('says the same of a page without the module, and nothing besides', async () => {
    const { custom, ...lost } = await found(await keeping({ timeoutMs: 300 }), 'loop')
    expect(custom).toEqual({ error: expect.stringContaining('analysis-timeout') })
    expect(lost).toEqual(await found(analysisOf({ selectors: { price: '.price' } }), 'loop'))
  })

  test('is stopped with the run, and not asked again', async () => {
    const analysis = await keeping()
    const stop = new AbortController()
    const pending = analysis.analyse(pageOf(text('loop')), stop.signal)
    stop.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
  })
})
