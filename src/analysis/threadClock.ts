/** The time of one task, from when its thread has begun. */
export interface ThreadClock extends Disposable {
  /** Given to the thread, which writes into it when it begins. */
  readonly startedAt: Float64Array<SharedArrayBuffer>
  /** Aborts when the time has passed, and with the parent. */
  readonly signal: AbortSignal
  /** What took too long: the analysis, or what has to be done before it. */
  readonly passed: 'analysis' | 'loading' | null
}

export interface ThreadClockOptions {
  readonly timeoutMs: number
  readonly maxLoadingMs: number
  /** When a thread last began to load; 0 before the first. */
  readonly loadingSince: Float64Array<SharedArrayBuffer>
}

/** A thread that is not even loading by then never will. */
const MAX_START_MS = 30_000

export function createThreadClock(options: ThreadClockOptions, parent: AbortSignal): ThreadClock {
  const { timeoutMs, maxLoadingMs, loadingSince } = options
  const startedAt = sharedTime()
  const controller = new AbortController()
  const createdAt = Date.now()
  let passed: ThreadClock['passed'] = null
  let timer: NodeJS.Timeout

  const endsAt = (begun: number): number => {
    if (begun !== 0) return begun + timeoutMs
    // A thread that is still starting has not had any of its time yet.
    const loading = loadingSince[0] ?? 0
    return loading === 0 ? createdAt + MAX_START_MS : Math.max(createdAt, loading) + maxLoadingMs
  }
  const look = (): void => {
    const begun = startedAt[0] ?? 0
    const leftMs = endsAt(begun) - Date.now()
    if (leftMs > 0) {
      timer = setTimeout(look, Math.min(leftMs, timeoutMs, maxLoadingMs))
      return
    }
    passed = begun === 0 ? 'loading' : 'analysis'
    controller.abort()
  }
  timer = setTimeout(look, Math.min(timeoutMs, maxLoadingMs))
  const abort = (): void => controller.abort(parent.reason)
  parent.addEventListener('abort', abort)
  return {
    startedAt,
    signal: controller.signal,
    get passed() {
      return passed
    },
    [Symbol.dispose]() {
      clearTimeout(timer)
      parent.removeEventListener('abort', abort)
    },
  }
}

/** A time, milliseconds since 1970, that all threads see; 0 at first. */
export function sharedTime(): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT))
}
