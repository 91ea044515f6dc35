/**
 * Pages as they come from the network, through the program's own pool, store, merge and output. What a thread does is
 * made beforehand: only the main thread's time is measured. The first trip of all pages warms everything up.
 */
import { join } from 'node:path'
import { mainThreadMs } from '../support/mainThread.js'
import { BODY_BYTES, HOSTS, inParallel, MEAN_PAGE, medianTrip } from '../support/meanPage.js'
import { finish, merge, openOutputs, openStore } from '../support/storedRun.js'
import { createSyntheticResults } from '../support/syntheticResults.js'
import { program } from './program.js'

/** @param {{ parts: string, tools: string, folder: string, pages: number }} input */
async function prepare({ parts, tools, folder, pages }) {
  process.env.TEXTMILL_BENCH_TOOLS = tools
  process.env.TEXTMILL_BENCH_PAGES = String(pages)
  const own = await import(parts)
  const synthetic = createSyntheticResults({
    ...(await import(tools)),
    hosts: HOSTS,
    pages,
    shape: MEAN_PAGE,
  })
  const { analysis: config } = own.resolveOptions({ analysis: { threads: 1 } })
  const analysis = own.createAnalysis({
    config,
    maxBodyBytes: 10_485_760,
    comparison: { stripParams: [] },
    isShortList: () => false,
    warn: console.warn,
  })
  const trip = () => tripOf({ own, synthetic, analysis, pages, folder })
  await trip()
  return async () => {
    const measured = await medianTrip(trip)
    await analysis[Symbol.asyncDispose]()
    return measured
  }
}

/** @param {{ own: import('../support/storedRun.js').Parts, synthetic: import('../support/syntheticResults.js').SyntheticResults, analysis: AsyncDisposable, pages: number, folder: string }} options */
async function tripOf({ own, synthetic, analysis, pages, folder }) {
  const store = await openStore(own, join(folder, 'trip.state'))
  store.add(Array.from({ length: pages }, (_, index) => synthetic.entry(index)))
  /** @type {{ index: number }[]} */
  const taken = []
  for (let host = 0; host < HOSTS; host++) taken.push(...store.queue.take(synthetic.host(host), pages))
  store.commit()
  taken.sort((a, b) => a.index - b.index)
  const outputs = await openOutputs(own, join(folder, 'trip.json'))
  const executePage = own.createExecutePage({
    fetcher: { fetchPage: async (/** @type {{ url: string }} */ { url }) => fetched(url) },
    buffer: own.createPageBuffer({ maxBytes: Infinity, maxPages: Infinity }),
    analysis,
    timings: false,
  })
  const signal = new AbortController().signal

  const begunMs = mainThreadMs()
  await inParallel(pages, async (index) => {
    const page = taken[index]
    const { result, trace } = await executePage(page, { onFetched: () => {}, signal })
    store.queue.finish(page, result, [attempt(trace)])
  })
  store.commit()
  const storedMs = mainThreadMs()
  const merged = await merge(own, store)
  const mergedMs = mainThreadMs()
  await finish(outputs, merged)
  const writtenMs = mainThreadMs()
  await outputs[Symbol.asyncDispose]()
  store[Symbol.dispose]()
  return {
    storeMs: storedMs - begunMs,
    mergeMs: mergedMs - storedMs,
    outputMs: writtenMs - mergedMs,
    tripMs: writtenMs - begunMs,
  }
}

const fetched = (/** @type {string} */ url) => ({
  kind: 'fetched',
  page: {
    finalUrl: url,
    statusCode: 200,
    contentType: 'text/html; charset=utf-8',
    contentEncoding: '',
    refresh: '',
    redirects: [],
    body: new Uint8Array(BODY_BYTES),
  },
  remainingMs: 1000,
})

const attempt = (/** @type {object} */ trace) => ({
  at: 1_767_225_600_000,
  why: 'first',
  waitedMs: 0,
  tookMs: 120.5,
  cameBack: '200',
  ...trace,
})

await program(prepare)
