import { StoppedError } from './errors.ts'

/** What can end a run before its last page, and how it then ends. */
export interface RunControl extends Disposable {
  /** Aborts when the run is to stop, for whatever reason. */
  readonly signal: AbortSignal
  readonly startedAt: number
  /** How long the main thread has worked since then. */
  busyMs(): number
  /** Whether the whole list is known. */
  inputEnded: boolean
  /** Stops the run for an error that is no page's. */
  readonly fail: (error: unknown) => void
  /** Stops the run since nobody reads its result any more. */
  endQuietly(): void
  /** Does what must be done before the run can begin. Throws a `StoppedError` when the run is stopped meanwhile. */
  unlessStopped<T>(work: () => Promise<T>): Promise<T>
  /** Runs the work beside the run; its failure is the run's. Never rejects. */
  watch(work: () => Promise<void>): Promise<void>
  /** Follows what the caller does with a row: if that fails, so does the run. */
  follow(work: unknown): void
  /** Resolves when all that is followed has ended; rejects with the first failure of the run. */
  settled(): Promise<void>
  /** As `settled` for a run that has failed; resolves at once for any other. */
  settledIfFailed(): Promise<void>
  /** Whether somebody still wants the result: not after a failure, and not when nobody reads it any more. */
  isWanted(): boolean
  /** What a run that was stopped reports. */
  readonly outcome: 'interrupted' | 'pipe-closed'
}

export interface RunControlOptions {
  /** The caller's wish to stop. */
  readonly signal: AbortSignal | undefined
  /** The run stops after this time, null never; `onOutOfTime` is told when it does. */
  readonly maxRuntimeMs: number | null
  readonly onOutOfTime: () => void
}

/** The longest that a timer can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1

export function createRunControl(options: RunControlOptions): RunControl {
  const { signal: caller, maxRuntimeMs, onOutOfTime } = options
  const own = new AbortController()
  const signal = caller === undefined ? own.signal : AbortSignal.any([own.signal, caller])
  let failure: { error: unknown } | undefined
  const pending = new Set<Promise<unknown>>()
  let isPipeClosed = false
  const atStart = performance.eventLoopUtilization()

  const outOfTime = (): void => {
    onOutOfTime()
    own.abort()
  }
  let timer: NodeJS.Timeout | undefined
  const stopIn = (ms: number): void => {
    const waitMs = Math.min(ms, MAX_TIMER_MS)
    timer = setTimeout(() => (ms > waitMs ? stopIn(ms - waitMs) : outOfTime()), waitMs).unref()
  }
  if (maxRuntimeMs !== null) stopIn(maxRuntimeMs)
  const fail = (error: unknown): void => {
    failure ??= { error }
    own.abort()
  }
  const settled = async (): Promise<void> => {
    await Promise.all(pending)
    if (failure !== undefined) throw failure.error
  }
  return {
    signal,
    startedAt: performance.now(),
    busyMs: () => performance.eventLoopUtilization(atStart).active,
    inputEnded: false,
    fail,
    endQuietly() {
      isPipeClosed = true
      own.abort()
    },
    async unlessStopped(work) {
      const stopped = new Promise<never>((_resolve, reject) => {
        const stop = (): void => reject(new StoppedError('stopped before the first page was asked for'))
        signal.addEventListener('abort', stop, { once: true })
        if (signal.aborted) stop()
      })
      // What becomes of it once the work is done is of no interest any more.
      stopped.catch(() => {})
      return await Promise.race([work(), stopped])
    },
    async watch(work) {
      try {
        await work()
      } catch (error) {
        fail(error)
      }
    },
    follow(work) {
      if (!(work instanceof Promise)) return
      const followed = work.catch(fail).finally(() => pending.delete(followed))
      pending.add(followed)
    },
    settled,
    async settledIfFailed() {
      if (failure !== undefined) await settled()
    },
    isWanted: () => failure === undefined && !isPipeClosed,
    get outcome() {
      return isPipeClosed ? 'pipe-closed' : 'interrupted'
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}
