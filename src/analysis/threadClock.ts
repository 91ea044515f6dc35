import type { ThreadProgress } from './threadTask.ts'

/** The time of one task, from when its thread has begun; of a task with several pages, that of the page it is at. */
export interface ThreadClock {
  /** Given to the thread, which writes into it when it begins a page. */
  readonly progress: ThreadProgress
  /** Aborts when the time has passed, and with the parent. */
  readonly signal: StopSignal
  /** What took too long: the analysis, or what has to be done before it. */
  readonly passed: 'analysis' | 'loading' | null
  /** Which page of the task the thread is at, or was at when the time had passed, from 0. */
  readonly at: number
  /** The task is over. Only the clock of one that was answered in time serves another: the thread of any other may still write into it. */
  end(isAnswered: boolean): void
}

/** As much of an `AbortSignal` as the pool looks at, for one listener. */
export interface StopSignal {
  readonly aborted: boolean
  addEventListener(name: 'abort', listener: () => void): void
  removeEventListener(name: 'abort', listener: () => void): void
}

/**
 * Clocks are used again, and none of them listens to its parent: pages come and go so fast that making an `AbortController` and shared memory
 * for each is felt, and what is listened to at once holds on to what listened before it.
 */
export interface ThreadClocks extends Disposable {
  start(parent: AbortSignal): ThreadClock
}

export interface ThreadClockOptions {
  readonly timeoutMs: number
  readonly maxLoadingMs: number
  /** When a thread last began to load; 0 before the first. */
  readonly loadingSince: Float64Array<SharedArrayBuffer>
}

/** A thread that is not even loading by then never will. */
const MAX_START_MS = 30_000

interface OwnClock extends ThreadClock {
  begin(parent: AbortSignal): void
  abort(): void
  readonly parent: AbortSignal | undefined
}

export function createThreadClocks(options: ThreadClockOptions): ThreadClocks {
  const running: OwnClock[] = []
  const free: OwnClock[] = []
  const heard = new Map<AbortSignal, () => void>()
  const hear = (parent: AbortSignal): void => {
    const abort = (): void => {
      for (const clock of [...running]) if (clock.parent === parent) clock.abort()
    }
    parent.addEventListener('abort', abort)
    heard.set(parent, abort)
  }
  const onEnd = (clock: OwnClock, isAnswered: boolean): void => {
    running.splice(running.indexOf(clock), 1)
    if (isAnswered && !clock.signal.aborted) free.push(clock)
  }
  return {
    start(parent) {
      if (!heard.has(parent)) hear(parent)
      const clock = free.pop() ?? createThreadClock(options, onEnd)
      clock.begin(parent)
      running.push(clock)
      return clock
    },
    [Symbol.dispose]() {
      for (const [parent, abort] of heard) parent.removeEventListener('abort', abort)
      heard.clear()
    },
  }
}

function createThreadClock(
  { timeoutMs, maxLoadingMs, loadingSince }: ThreadClockOptions,
  onEnd: (clock: OwnClock, isAnswered: boolean) => void,
): OwnClock {
  const progress: ThreadProgress = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT))
  const { signal, abort } = createStopSignal()
  let createdAt = 0
  let parent: AbortSignal | undefined
  let passed: ThreadClock['passed'] = null
  let passedAt = 0
  let timer: NodeJS.Timeout | undefined

  const endsAt = (begun: number): number => {
    if (begun !== 0) return begun + timeoutMs
    // A thread that is still starting has not had any of its time yet.
    const loading = loadingSince[0] ?? 0
    return loading === 0 ? createdAt + MAX_START_MS : Math.max(createdAt, loading) + maxLoadingMs
  }
  const look = (): void => {
    // The thread writes the time first: so it is never that of a page before this one.
    const page = progress[1] ?? 0
    const begun = progress[0] ?? 0
    const leftMs = endsAt(begun) - Date.now()
    if (leftMs > 0) {
      timer = setTimeout(look, Math.min(leftMs, timeoutMs, maxLoadingMs))
      return
    }
    passed = begun === 0 ? 'loading' : 'analysis'
    passedAt = page
    abort()
  }
  const clock: OwnClock = {
    progress,
    signal,
    abort,
    get passed() {
      return passed
    },
    get at() {
      return Math.max(0, (passed === null ? (progress[1] ?? 0) : passedAt) - 1)
    },
    get parent() {
      return parent
    },
    begin(by) {
      parent = by
      progress.fill(0)
      createdAt = Date.now()
      timer = setTimeout(look, Math.min(timeoutMs, maxLoadingMs))
    },
    end(isAnswered) {
      clearTimeout(timer)
      parent = undefined
      onEnd(clock, isAnswered)
    },
  }
  return clock
}

function createStopSignal(): { readonly signal: StopSignal; readonly abort: () => void } {
  let aborted = false
  let listening: (() => void) | undefined
  return {
    signal: {
      get aborted() {
        return aborted
      },
      addEventListener(_, listener) {
        listening = listener
      },
      removeEventListener() {
        listening = undefined
      },
    },
    abort() {
      aborted = true
      listening?.()
    },
  }
}

/** A time, milliseconds since 1970, that all threads see; 0 at first. */
export function sharedTime(): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT))
}
