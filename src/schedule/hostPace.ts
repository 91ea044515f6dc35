/** How one host is asked: with how many requests at once, and how long after one another at the least. */
export interface HostPace {
  readonly slots: number
  readonly intervalMs: number
}

/** A host that answers too fast a pace is asked at most ten times a second. */
const MIN_SLOWED_INTERVAL_MS = 100
/** The slowest we become by ourselves. With pauses and retries besides, no host needs more. */
const MAX_SLOWED_INTERVAL_MS = 10_000
/** Slow enough that a limit is not hit again at once, and back from a tenth of a second in 32 answers. */
const RESTORED_SHARE = 0.95
/** Shorter intervals are no longer felt: fifty requests a second. */
const SNAP_INTERVAL_MS = 20

/**
 * Half the rate: half the slots, and twice the interval, or twice the mean spacing of starts where that was longer.
 * The interval stays within what the host asked for by its pause, 10 s where it asked for none; and never shrinks.
 */
export function slowerPace(pace: HostPace, base: HostPace, meanMs: number, pauseMs: number): HostPace {
  const longestMs = pauseMs > 0 ? Math.max(pauseMs, MIN_SLOWED_INTERVAL_MS) : MAX_SLOWED_INTERVAL_MS
  const doubledMs = Math.max(MIN_SLOWED_INTERVAL_MS, Math.ceil(2 * Math.max(pace.intervalMs, meanMs)))
  return {
    slots: Math.max(1, Math.floor(pace.slots / 2)),
    intervalMs: Math.max(pace.intervalMs, base.intervalMs, Math.min(doubledMs, longestMs)),
  }
}

/** One success nearer to the base: 5 % off the interval. The slots are not touched. */
export function restoredIntervalMs(intervalMs: number, baseMs: number): number {
  const shorterMs = intervalMs * RESTORED_SHARE
  return shorterMs < Math.max(baseMs, SNAP_INTERVAL_MS) ? baseMs : shorterMs
}
