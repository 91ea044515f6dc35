import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { resolveAnalysers } from '../config/analysers.ts'
import type { AnalysisConfig, AnalysisOutcome, FetchedPage } from '../types.ts'
import { analysedDespiteModule } from './analysedDespiteModule.ts'
import type { AnalysisRequest } from './analysePage.ts'
import type { Comparison } from './analysisTools.ts'
import type { InlineAnalysis } from './createInlineAnalysis.ts'
import { onceMade } from './onceMade.ts'
import type { ThreadPool } from './threadPool.ts'

/** Turns fetched pages into data: in threads, or at once where a thread is not worth its start. */
export interface Analysis extends AsyncDisposable {
  /** With the `bodyHash` of a body whose result holds, that body is not analysed. */
  analyse(page: FetchedPage, signal: AbortSignal, knownBody?: string): Promise<AnalysisOutcome>
  /** Tries the user's selectors, and loads the user's module. Throws a `ConfigError` or an `InputError` for what cannot work. */
  check(signal: AbortSignal): Promise<void>
  /** Loads what the pages will need: threads where there are many, which then are starting, else what does without them. */
  warmUp(hasMany: boolean): Promise<void>
  readonly stats: AnalysisStats
}

export interface AnalysisStats {
  readonly threads: number
  /** Pages in analysis now. */
  readonly busy: number
  readonly pages: number
  /** Sum over all pages of the time that each held a thread. */
  readonly busyMs: number
}

export interface AnalysisOptions {
  readonly config: AnalysisConfig
  readonly maxBodyBytes: number
  /** Absent where nobody compares pages. */
  readonly comparison?: Comparison
  /** Whether the whole list is known to be so short that threads would cost more than they give. */
  readonly isShortList: () => boolean
  readonly warn: (message: string) => void
}

/** Largest body that is analysed on the main thread of a short run. */
const MAX_INLINE_BYTES = 524_288

export function createAnalysis(options: AnalysisOptions): Analysis {
  const { config, maxBodyBytes, isShortList, warn, comparison = null } = options
  const threads = config.threads === 'auto' ? availableParallelism() : config.threads
  const { selectors, moduleErrors, maxHeapMb, timeoutMs } = config
  const analysers = resolveAnalysers(config.analysers)
  const module = config.module === null ? null : resolve(config.module)
  const settings = { analysers, comparison, selectors, module, moduleErrors, maxHeapMb }
  let pool: Promise<ThreadPool> | undefined
  let opened: ThreadPool | undefined
  const inline = { busy: 0, busyMs: 0 }
  let pages = 0

  // Either is loaded only where it has work, for loading it takes as long as a page does.
  const openPool = async (): Promise<ThreadPool> => {
    const { createThreadPool } = await import('./threadPool.ts')
    opened = createThreadPool({ ...settings, threads, timeoutMs, warn })
    return opened
  }
  const threadPool = (): Promise<ThreadPool> => {
    pool ??= openPool()
    return pool
  }
  const inlineAnalysis = onceMade(async (): Promise<InlineAnalysis> => {
    const { createInlineAnalysis } = await import('./createInlineAnalysis.ts')
    return createInlineAnalysis(settings)
  })

  const analyseInline = async (request: AnalysisRequest): Promise<AnalysisOutcome> => {
    const { analyse } = await inlineAnalysis()
    const startedAt = performance.now()
    inline.busy += 1
    try {
      return await analyse(request)
    } finally {
      inline.busy -= 1
      inline.busyMs += performance.now() - startedAt
    }
  }
  const analyse = async (request: AnalysisRequest, signal: AbortSignal): Promise<AnalysisOutcome> => {
    if (threads === 0) return analyseInline(request)
    if (module === null && isShortList() && request.body.byteLength <= MAX_INLINE_BYTES) {
      const outcome = await analyseInline({
        ...request,
        maxBodyBytes: Math.min(maxBodyBytes, MAX_INLINE_BYTES),
      })
      if (!isTooLarge(outcome)) return outcome
    }
    const open = await threadPool()
    const isKept = module !== null && moduleErrors === 'keep'
    return isKept ? analysedDespiteModule(open, request, signal) : open.analyse(request, signal)
  }

  return {
    async analyse(page, signal, knownBody) {
      pages += 1
      const request = analysisRequest(page, maxBodyBytes)
      return analyse(knownBody === undefined ? request : { ...request, knownBody }, signal)
    },
    async check(signal) {
      if (Object.keys(selectors).length > 0) (await import('./checkSelectors.ts')).checkSelectors(selectors)
      if (module === null) return
      if (threads === 0) await (await inlineAnalysis()).check()
      else await (await threadPool()).check(signal)
    },
    async warmUp(hasMany) {
      await (threads > 0 && (module !== null || hasMany) ? threadPool() : inlineAnalysis())
    },
    get stats() {
      const { busy, busyMs } = opened?.stats ?? { busy: 0, busyMs: 0 }
      return { threads, pages, busy: inline.busy + busy, busyMs: inline.busyMs + busyMs }
    },
    async [Symbol.asyncDispose]() {
      await (await pool)?.[Symbol.asyncDispose]()
    },
  }
}

function isTooLarge(outcome: AnalysisOutcome): boolean {
  return outcome.kind === 'failed' && outcome.failure.code === 'body-too-large'
}

function analysisRequest(page: FetchedPage, maxBodyBytes: number): AnalysisRequest {
  const { body, contentType, contentEncoding, refresh, finalUrl: url } = page
  return { body, contentType, contentEncoding, refresh, url, maxBodyBytes }
}
