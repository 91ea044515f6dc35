/** What gives signals and ends by them: `process`. */
export interface SignalSource {
  readonly pid: number
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown
  off(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown
  kill(pid: number, signal: NodeJS.Signals): unknown
}

const stopping = ['SIGINT', 'SIGTERM'] as const

/** `timeout`, `npx` and a terminal may each pass on one and the same signal: that is no second wish. */
const SAME_WISH_MS = 100

/**
 * An `AbortSignal` that aborts at the first SIGINT or SIGTERM. The second one meets no listener of ours any more
 * and ends the process as it would any other. Disposing takes the listeners away.
 */
export function createStopSignal(
  source: SignalSource,
  onStop: () => void,
  now: () => number = () => performance.now(),
): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController()
  let stoppedAt = 0
  const release = (): void => {
    for (const name of stopping) source.off(name, onSignal)
  }
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      if (now() - stoppedAt < SAME_WISH_MS) return
      release()
      source.kill(source.pid, name)
      return
    }
    stoppedAt = now()
    onStop()
    controller.abort(new Error(`stopped by ${name}`))
  }
  for (const name of stopping) source.on(name, onSignal)
  return { signal: controller.signal, [Symbol.dispose]: release }
}
