import type { HostSignal } from '../types.ts'
import { type Breakers, createBreakers } from './breakers.ts'
import type { QueuedPage, RequestQueue } from './requestQueue.ts'
import type { ScheduleMemory } from './scheduleMemory.ts'
import { unreachableResult } from './storedResults.ts'

/**
 * Keeps pages back from origins where nobody answers, lets one of them try from time to time, and finishes all of
 * them when an origin is given up. What there is to do for many pages is done in pieces.
 */
export interface OriginGate<Page extends QueuedPage> {
  /** Whether the page may be asked for now. One that may not has been parked or finished. */
  admits(page: Page, url: string): boolean
  /** Takes what an attempt at `url`, begun at `startedAt`, has told: whether the origin it ended at answered, or nothing. */
  hear(url: string, heard: Heard | undefined, startedAt: number): void
  /** The page at `url` was finished for another reason, before it could be asked for. */
  turnedAway(url: string): void
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

/** `answered` is undefined where the attempt tells neither. */
type Heard = Pick<HostSignal, 'origin' | 'answered'>

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
  /** An earlier start has given them up, and may not have come to the end of their pages. */
  let givenUpBefore = known.flatMap(([origin, { isGivenUp }]) => (isGivenUp ? [origin] : []))
  /** Origins that may be shut: the others need no further question. */
  const doubtful = new Set<string>(known.map(([origin]) => origin))
  const parked = new Map<string, number>()
  /** Origins that may be tried, if they have pages. */
  const toTry = new Set<string>()
  /** Those whose page was let out to try, and has not been asked for yet. */
  const released = new Set<string>()
  const toFinish = new Set<string>()
  const toRelease = new Set<string>()

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
    if (!answered) doubtful.add(origin)
    if (verdict === 'opened') toRelease.delete(origin)
    if (verdict === 'given-up') toFinish.add(origin)
    if (verdict === 'closed') toRelease.add(origin)
    if (answered && !breakers.isGivenUp(origin)) doubtful.delete(origin)
  }
  const letOneTry = (): void => {
    for (const origin of breakers.takeReady()) toTry.add(origin)
    for (const origin of toTry) {
      toTry.delete(origin)
      if (parked.has(origin) && unpark(origin, 1) > 0) released.add(origin)
    }
  }
  const finishSome = (): void => {
    let left = GIVEN_UP_AT_ONCE
    for (const origin of toFinish) {
      left -= queue.giveUp(origin, unreachableResult, left)
      if (left <= 0) return
      toFinish.delete(origin)
      parked.delete(origin)
    }
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
      const answered = heard?.answered
      if (doubtful.size > 0) {
        const { origin } = new URL(url)
        // It answered with a redirect to where the attempt then ended.
        if (heard !== undefined && heard.origin !== origin) count(origin, true, startedAt)
        else if (answered === undefined) breakers.unheard(origin, startedAt)
      }
      if (heard === undefined || answered === undefined) return
      if (!answered || doubtful.has(heard.origin)) count(heard.origin, answered, startedAt)
    },
    isGivenUp: breakers.isGivenUp,
    turnedAway(url) {
      if (released.size === 0) return
      const { origin } = new URL(url)
      if (released.delete(origin)) toTry.add(origin)
    },
    work() {
      if (parked.size > 0) letOneTry()
      const [answering] = toRelease
      if (toFinish.size > 0) finishSome()
      else if (answering !== undefined) releaseSome(answering)
      return toFinish.size > 0 || toRelease.size > 0
    },
    nextTime: () => (parked.size === 0 ? undefined : breakers.nextTime()),
    isBusy: () => parked.size > 0 || toFinish.size > 0 || toRelease.size > 0,
    giveUpHopeless() {
      for (const origin of [...givenUpBefore, ...breakers.giveUpHopeless()]) toFinish.add(origin)
      givenUpBefore = []
      return toFinish.size > 0
    },
  }
}
