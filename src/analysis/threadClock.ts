/** The time of one task, from when its thread has begun. */
export interface ThreadClock extends Disposable {
  /** Given to the thread, which writes into it when it begins. */
  readonly startedAt: Float64Array<SharedArrayBuffer>
  /** Aborts when the time has passed, and with the parent. */
  readonly signal: AbortSignal
  readonly passed: boolean
}

/** A thread that has not begun by then never will: its module loops while it is loaded. */
const MAX_START_MS = 30_000

export function createThreadClock(timeoutMs: number, parent: AbortSignal): ThreadClock {
  const startedAt = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT))
  const controller = new AbortController()
  const createdAt = Date.now()
  let passed = false
  let timer: NodeJS.Timeout

  const look = (): void => {
    const begun = startedAt[0] ?? 0
    // A thread that is still starting has not had any of its time yet.
    const leftMs = (begun === 0 ? createdAt + MAX_START_MS : begun + timeoutMs) - Date.now()
    if (leftMs > 0) {
      timer = setTimeout(look, Math.min(leftMs, timeoutMs))
      return
    }
    passed = true
    controller.abort()
  }
  timer = setTimeout(look, timeoutMs)
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
