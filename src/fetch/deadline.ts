/** The end of an attempt's time, as a signal. It also passes on the abort of the run. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal
  readonly passed: boolean
  remainingMs(): number
}

/** Starts the clock. Disposing stops it. */
export function createDeadline(timeoutMs: number, parent: AbortSignal): Deadline {
  const controller = new AbortController()
  const endsAt = performance.now() + timeoutMs
  let passed = false
  const timer = setTimeout(() => {
    passed = true
    controller.abort(new Error('the time of the attempt is over'))
  }, timeoutMs)
  const abort = (): void => controller.abort(parent.reason)
  parent.addEventListener('abort', abort)
  if (parent.aborted) abort()
  return {
    signal: controller.signal,
    get passed() {
      return passed
    },
    remainingMs: () => Math.max(0, endsAt - performance.now()),
    [Symbol.dispose]() {
      clearTimeout(timer)
      parent.removeEventListener('abort', abort)
    },
  }
}

/** What is awaited, or the signal's reason, whichever comes first. The work itself goes on. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
