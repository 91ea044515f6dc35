import { type Breakers, createBreakers } from './breakers.ts'
import type { QueuedPage, RequestQueue, ScheduleMemory } from './requestQueue.ts'
import { unreachableResult } from './storedResults.ts'

/**
 * Keeps pages back from origins where nobody answers, lets one of them try from time to time, and finishes all of
 * them when an origin is given up. What there is to do for many pages is done in pieces.
 */
export interface OriginGate<Page extends QueuedPage> {
  /** Whether the page may be asked for now. One that may not has been parked or finished. */
  admits(page: Page, url: string): boolean
  /** Takes what an attempt at `url`, begun at `startedAt`, has told: whether the origin it ended at answered, or nothing. */
  hear(url: string, heard: { origin: string; answered: boolean } | undefined, startedAt: number): void
  isGivenUp(origin: string): boolean
  /** Does a piece of what is due. Returns whether more is. */
  work(): boolean
  /** When the next page may try. */
  nextTime(): number | undefined
  /** Whether pages are kept back, or many are still to be finished or released. */
  isBusy(): boolean
  /** For when no page is left to try with: gives up what can only be given up. Returns whether that makes work. */
  giveUpHopeless(): boolean
}

export interface OriginGateOptions<Page extends QueuedPage> {
  readonly queue: RequestQueue<Page>
  readonly memory: ScheduleMemory
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Pages have become ready. */
  readonly onReleased: () => void
}

/** Rows written, and pages made ready, in one piece of work: a few milliseconds. */
const GIVEN_UP_AT_ONCE = 64
const RELEASED_AT_ONCE = 1000

export function createOriginGate<Page extends QueuedPage>(
  options: OriginGateOptions<Page>,
): OriginGate<Page> {
  const { queue, memory, now, onReleased } = options
  const known = [...memory.origins()]
  const breakers: Breakers = createBreakers({ now, known, onChange: memory.saveOrigin })
  /** Origins that may be shut: the others need no further question. */
  const doubtful = new Set<string>(known.map(([origin]) => origin))
  const parked = new Map<string, number>()
  /** Pages that were let out to try, and have not been asked for yet. */
  const released = new Set<string>()
  const toFinish = new Set<string>()
  const toRelease = new Set<string>()
  let nextTime: number | undefined
  let isTimeKnown = false

  const change = (origin: string, difference: number): void => {
    const count = (parked.get(origin) ?? 0) + difference
    if (count > 0) parked.set(origin, count)
    else parked.delete(origin)
  }
  const unpark = (origin: string, limit: number): number => {
    const count = queue.unpark(origin, limit)
    change(origin, -count)
    if (count > 0) onReleased()
    return count
  }
  const count = (origin: string, answered: boolean, startedAt: number): void => {
    const verdict = breakers.hear(origin, answered, startedAt)
    if (!answered) {
      doubtful.add(origin)
      isTimeKnown = false
    }
    if (verdict === 'opened') toRelease.delete(origin)
    if (verdict === 'given-up') toFinish.add(origin)
    if (verdict === 'closed') toRelease.add(origin)
    if (answered && !breakers.isGivenUp(origin)) doubtful.delete(origin)
  }
  const letOneTry = (): void => {
    for (const origin of breakers.ready()) {
      if (!parked.has(origin) || released.has(origin)) continue
      if (unpark(origin, 1) > 0) released.add(origin)
    }
  }
  const finishSome = (origin: string): void => {
    const finished = queue.giveUp(origin, unreachableResult, GIVEN_UP_AT_ONCE)
    if (finished === GIVEN_UP_AT_ONCE) return
    toFinish.delete(origin)
    parked.delete(origin)
  }
  const releaseSome = (origin: string): void => {
    if (unpark(origin, RELEASED_AT_ONCE) < RELEASED_AT_ONCE) toRelease.delete(origin)
  }

  return {
    admits(page, url) {
      if (doubtful.size === 0) return true
      const { origin } = new URL(url)
      if (!doubtful.has(origin)) return true
      released.delete(origin)
      const verdict = breakers.gate(origin)
      isTimeKnown = false
      if (verdict === 'go') return true
      if (verdict === 'given-up') {
        queue.finish(page, unreachableResult, page.attempts)
      } else {
        queue.park(page, origin)
        change(origin, 1)
      }
      return false
    },
    hear(url, heard, startedAt) {
      if (doubtful.size > 0) {
        const { origin } = new URL(url)
        if (heard === undefined) breakers.unheard(origin, startedAt)
        // It answered with a redirect to where the attempt then ended.
        else if (heard.origin !== origin) count(origin, true, startedAt)
        isTimeKnown = false
      }
      if (heard !== undefined && (!heard.answered || doubtful.has(heard.origin))) {
        count(heard.origin, heard.answered, startedAt)
      }
    },
    isGivenUp: breakers.isGivenUp,
    work() {
      if (parked.size > 0) letOneTry()
      const [hopeless] = toFinish
      const [answering] = toRelease
      if (hopeless !== undefined) finishSome(hopeless)
      else if (answering !== undefined) releaseSome(answering)
      return toFinish.size > 0 || toRelease.size > 0
    },
    nextTime() {
      if (parked.size === 0) return undefined
      if (!isTimeKnown) nextTime = breakers.nextTime()
      isTimeKnown = true
      return nextTime
    },
    isBusy: () => parked.size > 0 || toFinish.size > 0 || toRelease.size > 0,
    giveUpHopeless() {
      for (const origin of breakers.giveUpHopeless()) toFinish.add(origin)
      return toFinish.size > 0
    },
  }
}
