import type { WaitTimes } from '../types.ts'

/** Why no further request starts. */
export type HeldBy = keyof WaitTimes

/** Adds up for how long each reason held the requests back. */
export interface WaitClock {
  /** From now on this is the reason. */
  set(reason: HeldBy): void
  /** Milliseconds for each reason, up to now. */
  times(): WaitTimes
}

/** `now` in milliseconds. */
export function createWaitClock(now: () => number): WaitClock {
  const times: Record<HeldBy, number> = {
    slots: 0,
    buffer: 0,
    output: 0,
    hosts: 0,
    retries: 0,
    input: 0,
    nothing: 0,
  }
  let reason: HeldBy = 'nothing'
  let since = now()
  const count = (): void => {
    const at = now()
    times[reason] += at - since
    since = at
  }
  return {
    set(next) {
      if (next === reason) return
      count()
      reason = next
    },
    times() {
      count()
      return { ...times }
    },
  }
}
