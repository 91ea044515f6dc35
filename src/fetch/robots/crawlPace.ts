import type { Postponement } from '../../types.ts'

/** Keeps the time that hosts ask for between two requests. */
export interface CrawlPace {
  /** Takes the host's turn; or says when there will be one. */
  enter(hostname: string, crawlDelayMs: number): Postponement | undefined
}

export function createCrawlPace(now: () => number): CrawlPace {
  const nextTurns = new Map<string, number>()
  return {
    enter(hostname, crawlDelayMs) {
      if (crawlDelayMs === 0) return undefined
      const turn = nextTurns.get(hostname) ?? 0
      if (turn > now()) return { kind: 'postponed', until: turn, intervalMs: crawlDelayMs }
      nextTurns.set(hostname, now() + crawlDelayMs)
      return undefined
    },
  }
}
