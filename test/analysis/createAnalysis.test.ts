import { writeFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Analysis, type AnalysisOptions, createAnalysis } from '../../src/analysis/createAnalysis.ts'
import type { AnalysisConfig, FetchedPage } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const never = new AbortController().signal
const CONFIG: AnalysisConfig = { threads: 1, timeoutMs: 5000, maxHeapMb: 64, selectors: {}, module: null }

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
    await expect(check({ good: 'p', bad: '[[' })).rejects.toThrow(
      'analysis.selectors: The selector "bad" failed',
    )
    await expect(check({ good: 'p > a[href]', list: ['li'] })).resolves.toBeUndefined()
  })

  test('says the same in a thread and at once', async () => {
    const text = '<html lang="de"><title>Mühle</title><p>Die Mühle steht am Fluss.</p><a href="/x">x</a>'
    const config = { selectors: { all: ['p'] } as const }
    const inline = await analysisOf(config).analyse(pageOf(text), never)
    const threaded = await analysisOf(config, { isShortList: () => false }).analyse(pageOf(text), never)
    expect(threaded).toEqual(inline)
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
