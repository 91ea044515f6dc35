/** Analyses pages from memory, in the engine as the command sets it: on this thread, or through the program's own pool. Starting up is not counted. */
import { readPages } from '../support/pages.js'
import { program } from './program.js'

const WARM_UP_PAGES = 40

/** @param {{ parts: string, folder: string, from: number, step: number, pages: number, threads: number }} input */
async function prepare({ parts, folder, from, step, pages, threads }) {
  const { analysePage, createThreadPool, loadAnalysisTools, resolveAnalysers, tuneEngine } = await import(
    parts
  )
  tuneEngine()
  const analysers = resolveAnalysers(['default'])
  const stored = readPages(folder)
  const signal = new AbortController().signal
  const pool =
    threads === 0
      ? undefined
      : createThreadPool({
          threads,
          analysers,
          comparison: null,
          timeoutMs: 60_000,
          maxHeapMb: 512,
          selectors: {},
          module: null,
          moduleErrors: 'fail',
          warn: console.warn,
        })
  const tools = pool ? undefined : await loadAnalysisTools(analysers)
  const analyse = async (/** @type {number} */ number) => {
    const request = {
      // A copy in either case: a thread takes its page's memory away.
      body: new Uint8Array(stored[number % stored.length] ?? []),
      contentType: 'text/html; charset=utf-8',
      contentEncoding: '',
      refresh: '',
      url: `https://example.com/${number}`,
      maxBodyBytes: 10_485_760,
    }
    const outcome = pool
      ? await pool.analyse(request, signal)
      : await analysePage(request, { tools, selectors: {} })
    if (outcome.kind !== 'analysed') throw new Error(JSON.stringify(outcome))
  }
  // A few more at hand than there are threads, as in a run.
  const analyseAll = async (/** @type {number} */ count) => {
    let next = from
    const worker = async () => {
      while (next < from + count * step) {
        const number = next
        next += step
        await analyse(number)
      }
    }
    await Promise.all(Array.from({ length: pool ? 4 * threads : 1 }, worker))
  }
  await analyseAll(WARM_UP_PAGES * Math.max(1, threads))
  return async () => {
    const startedAt = performance.now()
    const cpuAtStart = process.cpuUsage()
    await analyseAll(pages)
    const elapsedMs = performance.now() - startedAt
    const { user, system } = process.cpuUsage(cpuAtStart)
    await pool?.[Symbol.asyncDispose]()
    return { elapsedMs, cpuMs: (user + system) / 1000 }
  }
}

await program(prepare)
