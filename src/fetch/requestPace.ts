import type { Postponement } from '../types.ts'

/**
 * Keeps the time between two requests to a host, from when one leaves: an attempt may have begun long before, and waited
 * for a robots.txt, a name or a connection.
 */
export interface RequestPace {
  /** Takes the host's turn for a page, or for where a robots.txt was moved to; or says when there will be one. */
  enter(hostname: string, wanted: WantedPace): Postponement | undefined
  /** A request is sent there. What took a turn takes the time before the next one from now. */
  left(hostname: string): void
  /** The same for a robots.txt, which waits for no turn: the next one comes after `intervalMs`. */
  leftForRobots(hostname: string, intervalMs: number): void
}

/** The longer of the two lies between two pages; 0 is none. */
export interface WantedPace {
  /** As the schedule keeps it. */
  readonly intervalMs: number
  /** What the host's robots.txt wants. It is not known when that file is asked for, and counts from the first page on. */
  readonly crawlDelayMs: number
}

interface Turn {
  readonly at: number
  /** From one to the next. */
  readonly paceMs: number
}

/** Only then is it looked which hosts may be forgotten. */
const MANY_HOSTS = 1000

/** `now` is in milliseconds since 1970. Remembers no more than twice the hosts that have to wait, and some. */
export function createRequestPace(now: () => number): RequestPace {
  const nextTurns = new Map<string, Turn>()
  let forgetAt = MANY_HOSTS

  const book = (hostname: string, paceMs: number): void => {
    const at = Math.max(now() + paceMs, nextTurns.get(hostname)?.at ?? 0)
    nextTurns.set(hostname, { at, paceMs })
    if (nextTurns.size >= forgetAt) forget(now())
  }
  const forget = (time: number): void => {
    for (const [host, { at }] of nextTurns) if (at <= time) nextTurns.delete(host)
    forgetAt = Math.max(MANY_HOSTS, 2 * nextTurns.size)
  }
  return {
    enter(hostname, { intervalMs, crawlDelayMs }) {
      const paceMs = Math.max(intervalMs, crawlDelayMs)
      if (paceMs === 0) return undefined
      const turn = nextTurns.get(hostname)?.at ?? 0
      if (turn > now()) return { kind: 'postponed', until: turn, intervalMs: crawlDelayMs }
      book(hostname, paceMs)
      return undefined
    },
    left(hostname) {
      const turn = nextTurns.get(hostname)
      if (turn !== undefined) book(hostname, turn.paceMs)
    },
    leftForRobots(hostname, intervalMs) {
      if (intervalMs > 0) book(hostname, intervalMs)
    },
  }
}
