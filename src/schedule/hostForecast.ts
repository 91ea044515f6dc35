import { type HostPace, restoredIntervalMs } from './hostPace.ts'
import { INTERVAL_JITTER } from './hostWindow.ts'

/** What is to be asked of one host, and what is known of how it answers. */
export interface HostWork {
  readonly pages: number
  /** Mean time that a page holds a slot, all its attempts together. */
  readonly fetchMs: number
  /** Requests that a page makes in its turn, mean: more than one where pages are moved or fail. */
  readonly turnsPerPage: number
  /** As configured, and as the host's robots.txt wants it. */
  readonly pace: HostPace
  /** The interval that an earlier run has learned; 0 for none. It is left again with every success. */
  readonly learnedMs: number
}

/**
 * How long a host takes, in milliseconds, asked without a break by a run that has nothing else to do: its requests start at its
 * interval with what is added to it, and no more at once than it has slots.
 */
export function hostForecastMs({ pages, fetchMs, turnsPerPage, pace, learnedMs }: HostWork): number {
  if (pages === 0) return 0
  const turns = pages * turnsPerPage
  const spacingMs = (intervalMs: number): number =>
    Math.max(intervalMs * (1 + INTERVAL_JITTER / 2), fetchMs / turnsPerPage / pace.slots)
  // The last to start has still to come.
  let left = turns - 1
  let ms = fetchMs / turnsPerPage
  for (
    let intervalMs = learnedMs;
    intervalMs > pace.intervalMs && left > 0;
    intervalMs = restoredIntervalMs(intervalMs, pace.intervalMs)
  ) {
    ms += spacingMs(intervalMs) * Math.min(1, left)
    left -= 1
  }
  return ms + Math.max(0, left) * spacingMs(pace.intervalMs)
}
