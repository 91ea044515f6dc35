import type { AttemptRecord } from '../types.ts'

/** What a page took the last time, all its attempts together. */
export interface PageCost {
  /** For how long it held slots of the network. */
  readonly fetchMs: number
  /** Requests that waited for the host's turn. */
  readonly turns: number
  /** Undefined where it was not analysed. */
  readonly analysisMs: number | undefined
}

/** Undefined for a page that nobody asked for. */
export function attemptCost(attempts: readonly AttemptRecord[]): PageCost | undefined {
  if (attempts.length === 0) return undefined
  let fetchMs = 0
  let turns = 0
  let analysisMs: number | undefined
  for (const attempt of attempts) {
    const thinkingMs = attempt.analysis?.tookMs
    // Before it was told apart, an attempt's time had that of its analysis in it, and the wait for a thread.
    fetchMs += attempt.fetchMs ?? Math.max(0, attempt.tookMs - (thinkingMs ?? 0))
    turns += attempt.turns ?? 1
    analysisMs = thinkingMs ?? analysisMs
  }
  return { fetchMs, turns, analysisMs }
}
