import { setMaxListeners } from 'node:events'
import { createAttempts, type FetchedAttempt } from './createAttempts.ts'
import { type ConcurrencyTuner, createConcurrencyTuner } from './createConcurrencyTuner.ts'
import { createDuePages } from './createDuePages.ts'
import { createHostTreatment, type HostChange } from './hostTreatment.ts'
import { createHostWindow } from './hostWindow.ts'
import { createMachineLoad } from './machineLoad.ts'
import { createOriginGate } from './originGate.ts'
import type { QueuedPage } from './requestQueue.ts'
import type { Schedule, ScheduleOptions } from './schedule.ts'
import { createSettlement, type EndedAttempt } from './settlement.ts'
import { refusedResult } from './storedResults.ts'
import { START_LIMIT } from './tunedConcurrency.ts'
import { createWaitClock, type HeldBy } from './waitClock.ts'

/** Servers of some thousand hosts bear more, but one process seldom brings more of it home. */
const AUTO_BOUNDS = { min: 4, max: 512 }
/** Hosts looked at beyond those that can be busy. */
const SPARE_HOSTS = 256
/** Pages that are turned away before others than this loop get their turn. */
const TURNED_AWAY_AT_ONCE = 256

export function createSchedule<Page extends QueuedPage>(options: ScheduleOptions<Page>): Schedule {
  const { queue, memory, executePage, concurrency, timeoutMs, maxRetryAfterMs, hasRoom, random } = options
  const { load = createMachineLoad() } = options
  const now = Date.now
  let tuner: ConcurrencyTuner | undefined
  const fetchSlots = (): number => (concurrency === 'auto' ? (tuner?.limit ?? START_LIMIT) : concurrency)
  const treatment = createHostTreatment({ ...options, now })
  const window = createHostWindow({
    queue,
    startOf: treatment.start,
    size: () => fetchSlots() + SPARE_HOSTS,
    now,
    random,
  })
  const gate = createOriginGate({ queue, memory, now, onReleased: window.markStale })
  const { isRefused } = treatment
  const settle = createSettlement({ ...options, isRefused, isGivenUp: gate.isGivenUp, now })
  const refused = refusedResult(maxRetryAfterMs)
  const abandon = new AbortController()
  // Every page in flight listens to it: that is no leak.
  setMaxListeners(0, abandon.signal)
  const attempts = createAttempts<Page>({
    executePage,
    concurrency: fetchSlots,
    timeoutMs,
    now,
    signal: abandon.signal,
    onFetched: (fetched) => onFetched(fetched),
  })
  let active = 0
  let isRunning = false
  let isStopping = false
  let inputEnded = false
  /** Whether no host had a page that may start now. */
  let isStarved = false
  const due = createDuePages({ queue, now, onPromoted: window.markStale })
  let wakeTimer: NodeJS.Timeout | undefined
  let bug: { error: unknown } | undefined
  let busyMs = 0
  const clock = createWaitClock(now)
  let onIdle: () => void = () => {}

  const step = (): void => {
    if (!isRunning) return
    const startedAt = performance.now()
    try {
      if (!isStopping) startWhatMay()
      clock.set(heldBy())
      busyMs += performance.now() - startedAt
      if (active === 0 && (isStopping || isEmpty())) onIdle()
    } catch (error) {
      stopFor(error)
      if (active === 0) onIdle()
    }
  }

  const heldBy = (): HeldBy => {
    if (!attempts.hasSlot()) return 'slots'
    if (window.hasBacklog() || gate.isBusy()) return hasRoom() ? 'hosts' : (options.fullPart?.() ?? 'buffer')
    if (due.nextAt() !== undefined) return 'retries'
    return inputEnded ? 'nothing' : 'input'
  }

  const isEmpty = (): boolean => {
    // Only when the last look found nothing: it ends early after many pages that were turned away.
    if (!inputEnded || !isStarved || due.nextAt() !== undefined || !hasRoom()) return false
    if (window.nextTime() !== undefined || gate.isBusy()) return false
    if (!gate.giveUpHopeless()) return true
    wakeLater(true)
    return false
  }

  const startWhatMay = (): void => {
    let isMore = due.promote()
    if (gate.work()) isMore = true
    let turnedAway = 0
    isStarved = false
    while (attempts.hasSlot() && hasRoom() && turnedAway < TURNED_AWAY_AT_ONCE) {
      const next = window.next()
      isStarved = next === undefined
      if (next === undefined) break
      if (mayStart(next.page, next.host)) {
        options.beforeStart?.()
        void start(next.page, next.host)
      } else {
        window.turnAway(next.host)
        turnedAway += 1
      }
    }
    // Those that were turned away may have left something to do.
    wakeLater(isMore || turnedAway > 0)
  }

  const mayStart = (page: Page, host: string): boolean => {
    const url = page.hop?.url ?? page.url
    if (isRefused(host)) {
      queue.finish(page, refused, page.attempts)
      gate.turnedAway(url)
      return false
    }
    return gate.admits(page, url)
  }

  /** For a retry whose time comes, or a host's. While every slot is taken, or no room is left, others will wake. */
  const wakeLater = (isMore: boolean): void => {
    clearTimeout(wakeTimer)
    const hostTime = isStarved ? window.nextTime() : undefined
    const times = [due.nextAt(), hostTime, gate.nextTime()].filter((time) => time !== undefined)
    if (isMore) wakeTimer = setTimeout(step, 0)
    else if (times.length > 0) wakeTimer = setTimeout(step, Math.max(1, Math.min(...times) - now()))
  }

  const start = async (page: Page, host: string): Promise<void> => {
    active += 1
    const { intervalMs } = treatment.started(host)
    try {
      settleAttempt(await attempts.make(page, host, intervalMs))
    } catch (error) {
      if (!abandon.signal.aborted || error !== abandon.signal.reason) stopFor(error)
    }
    active -= 1
    step()
  }

  const settleAttempt = (ended: EndedAttempt<Page>): void => {
    const { outcome, request } = ended
    if (outcome.kind === 'postponed') {
      window.setPace(request.host, treatment.setFloor(request.host, outcome.intervalMs))
      window.pause(request.host, outcome.until)
    }
    const dueAt = settle(ended)
    if (outcome.kind === 'moved') window.markStale()
    if (dueAt !== undefined) due.note(dueAt)
  }

  /** The slots are free; what was heard of the host counts before its page is settled. */
  const onFetched = ({ request, startedAt, heard }: FetchedAttempt): void => {
    try {
      window.release(request.host)
      gate.hear(request.url, heard, startedAt)
      if (heard !== undefined) treatHost(request.host, treatment.hear(request.host, heard, startedAt))
    } catch (error) {
      stopFor(error)
    }
    step()
  }

  const treatHost = (host: string, { pace, pausedUntil }: HostChange): void => {
    // What it has left is turned away, which needs no time between.
    if (isRefused(host)) return
    if (pace !== undefined) window.setPace(host, pace)
    if (pausedUntil !== undefined) window.pause(host, pausedUntil)
  }

  const startTuner = (): ConcurrencyTuner =>
    createConcurrencyTuner({
      bounds: AUTO_BOUNDS,
      stats: () => attempts.stats,
      slotsMs: () => clock.times().slots,
      now,
      load,
      onRaise: step,
    })

  const stopFor = (error: unknown): void => {
    bug ??= { error }
    isStopping = true
    abandon.abort(new Error('the run has ended'))
  }

  return {
    async run(signal, graceMs) {
      let graceTimer: NodeJS.Timeout | undefined
      const stop = (): void => {
        isStopping = true
        graceTimer = setTimeout(() => abandon.abort(new Error('the run was interrupted')), graceMs)
        step()
      }
      const idle = new Promise<void>((resolve) => {
        onIdle = resolve
      })
      isRunning = true
      if (concurrency === 'auto') tuner = startTuner()
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      step()
      await idle
      signal.removeEventListener('abort', stop)
      clearTimeout(graceTimer)
      clearTimeout(wakeTimer)
      tuner?.[Symbol.dispose]()
      if (bug !== undefined) throw bug.error
      return isStopping ? 'interrupted' : 'finished'
    },
    wake() {
      window.markStale()
      due.lookAgain()
      step()
    },
    endInput() {
      inputEnded = true
      step()
    },
    paceOf: treatment.paceOf,
    get slots() {
      return { fetchSlots: fetchSlots(), fetching: attempts.fetching }
    },
    get stats() {
      return { ...attempts.stats, fetchSlots: fetchSlots(), busyMs, waitedMs: clock.times() }
    },
  }
}
