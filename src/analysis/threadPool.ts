import { createRequire } from 'node:module'
import { Piscina } from 'piscina'
import type { AnalysisOutcome, Failure } from '../types.ts'
import type { AnalysisRequest } from './analysePage.ts'
import { moduleError } from './moduleError.ts'
import { createPageTurns, type LostThread } from './pageTurns.ts'
import { createThreadClocks, sharedTime } from './threadClock.ts'
import type { ThreadAnswer, ThreadSettings, ThreadTask } from './threadTask.ts'

/** Threads that analyse pages, each one page at a time. */
export interface ThreadPool extends AsyncDisposable {
  /**
   * Analyses one page when a thread is free. A page that does not end in time, or that takes its thread down, is a
   * failure; the thread is replaced and the others go on, those that it had besides in another. Rejects for a bug, or when `signal` aborts.
   * With a `moduleError` the user's module does not see the page; that is its `error` instead.
   */
  analyse(request: AnalysisRequest, signal: AbortSignal, moduleError?: string): Promise<AnalysisOutcome>
  /** Throws an `InputError` when the threads cannot work, for the user's module cannot be loaded. */
  check(signal: AbortSignal): Promise<void>
  readonly stats: { readonly busy: number; readonly busyMs: number }
}

export interface ThreadPoolOptions extends Omit<ThreadSettings, 'loadingSince'> {
  readonly threads: number
  /** Counted from when the page's thread has begun. */
  readonly timeoutMs: number
  /** How long a thread may take to load the user's module and our own. */
  readonly maxLoadingMs?: number
  readonly warn: (message: string) => void
}

/** Room for some pages at once: a page that outlives its room is collected twice. */
const MAX_YOUNG_GENERATION_MB = 24

const MAX_MESSAGE_CHARS = 500

/** Threads that are many for the cores load side by side, and all of them slowly. */
const loadingBoundMs = (threads: number): number => Math.max(10_000, 500 * threads)

export function createThreadPool(options: ThreadPoolOptions): ThreadPool {
  const { threads, timeoutMs, maxHeapMb, analysers, comparison, module, moduleErrors, selectors, warn } =
    options
  const { maxLoadingMs = loadingBoundMs(threads) } = options
  const loadingSince = sharedTime()
  const clocks = createThreadClocks({ timeoutMs, maxLoadingMs, loadingSince })
  let busyMs = 0
  const pool = new Piscina<ThreadTask, readonly ThreadAnswer[]>({
    filename: createRequire(import.meta.url).resolve('#analysis-worker'),
    minThreads: threads,
    maxThreads: threads,
    // A thread that has to be ended takes all its tasks along.
    concurrentTasksPerWorker: 1,
    recordTiming: false,
    // A thread that sleeps in `Atomics.wait` between two pages does none of V8's own work meanwhile.
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: MAX_YOUNG_GENERATION_MB },
    workerData: {
      analysers,
      comparison,
      loadingSince,
      maxHeapMb,
      module,
      moduleErrors,
      selectors,
    } satisfies ThreadSettings,
  })
  let isClosing = false
  pool.on('error', ({ message }: Error) => {
    // What a thread still says to a pool that is gone is no failure; and it may say a whole page.
    if (!isClosing) warn(`a thread failed between two pages: ${message.slice(0, MAX_MESSAGE_CHARS)}`)
  })

  const notLoaded =
    module === null
      ? `the thread did not start within ${maxLoadingMs} ms`
      : `analysis.module: ${module} did not finish loading within ${maxLoadingMs} ms`
  const cannotLoad = ({ code, message }: Failure): string =>
    code === 'analysis-timeout' ? message : `analysis.module: ${module} cannot be loaded: ${message}`

  const run = async (
    requests: readonly AnalysisRequest[],
    signal: AbortSignal,
    moduleError?: string,
  ): Promise<readonly ThreadAnswer[] | LostThread> => {
    signal.throwIfAborted()
    const clock = clocks.start(signal)
    let isAnswered = false
    const tookSlotAt = performance.now()
    const task: ThreadTask = {
      progress: clock.progress,
      requests,
      ...(moduleError !== undefined && { moduleError }),
    }
    try {
      // Of several pages the bodies stay here: they may have to go to another thread.
      const transferList = requests.length === 1 ? requests.map(({ body }) => body.buffer) : []
      const answers = await pool.run(task, { signal: clock.signal, transferList })
      isAnswered = true
      return answers
    } catch (error) {
      if (signal.aborted) throw signal.reason
      const { at } = clock
      if (clock.passed === 'loading') return { at, failure: timedOut(notLoaded) }
      return clock.passed === null
        ? { at, failure: crashed(error) }
        : { at, failure: timedOut(`the analysis did not end within ${timeoutMs} ms`) }
    } finally {
      clock.end(isAnswered)
      busyMs += performance.now() - tookSlotAt
    }
  }

  const turns = createPageTurns({ threads, mayShare: module === null, run })
  return {
    analyse: turns.analyse,
    check: (signal) =>
      turns.inTurn(async () => {
        const answers = await run([], signal)
        if ('failure' in answers) throw moduleError(cannotLoad(answers.failure))
        const [answer] = answers
        if (answer?.kind === 'threw') throw moduleError(answer.message)
      }),
    get stats() {
      return { busy: turns.busy, busyMs }
    },
    async [Symbol.asyncDispose]() {
      isClosing = true
      await pool.destroy()
      clocks[Symbol.dispose]()
    },
  }
}

function timedOut(message: string): Failure {
  return { stage: 'analysis', code: 'analysis-timeout', message }
}

function crashed(error: unknown): Failure {
  const isOutOfMemory = (error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
  const message = isOutOfMemory
    ? 'the thread ran out of memory'
    : 'the thread ended in the middle of the page'
  return { stage: 'analysis', code: 'analysis-crashed', message }
}
