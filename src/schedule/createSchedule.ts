import { setMaxListeners } from 'node:events'
import pLimit from 'p-limit'
import type { ExecutePage, PageOutcome, PageRequest, Postponement } from '../types.ts'
import { createHostWindow, type HostManners } from './hostWindow.ts'
import { pageRequest } from './pageRequest.ts'
import { failedResult, type QueuedPage, type RequestQueue, robotsResult } from './requestQueue.ts'
import { mayPass, retryDelayMs } from './retryDelay.ts'

export interface ScheduleOptions<Page extends QueuedPage> {
  readonly queue: RequestQueue<Page>
  readonly executePage: ExecutePage
  /** Most requests in flight, over all hosts. */
  readonly concurrency: number
  readonly mannersOf: (host: string) => HostManners
  readonly retries: number
  readonly timeoutMs: number
  /** Whether there is room for another page behind the network. Asked again whenever a page is settled, and on `wake`. */
  readonly hasRoom: () => boolean
  readonly random: () => number
}

/** Decides which request starts, and when. Whatever it starts it also settles, in the queue. */
export interface Schedule {
  /**
   * Runs until the queue is empty and the input has ended: `finished`. When `signal` aborts nothing new starts; what
   * is in flight gets `graceMs` to end, and is then abandoned: `interrupted`. Rejects with the first error that is
   * no page's failure, after everything in flight has ended.
   */
  run(signal: AbortSignal, graceMs: number): Promise<'finished' | 'interrupted'>
  /** The queue has more, or there is room again. */
  wake(): void
  /** No more will be added to the queue. */
  endInput(): void
  readonly stats: ScheduleStats
}

export interface ScheduleStats {
  readonly fetching: number
  readonly attempts: number
  /** Sum over all attempts of the time that each held its slot. */
  readonly fetchBusyMs: number
  readonly maxInFlight: number
}

/** Hosts looked at beyond those that can be busy. */
const SPARE_HOSTS = 256

export function createSchedule<Page extends QueuedPage>(options: ScheduleOptions<Page>): Schedule {
  const { queue, executePage, concurrency, mannersOf, retries, timeoutMs, hasRoom, random } = options
  const fetchSlots = pLimit(concurrency)
  const window = createHostWindow({
    queue,
    mannersOf,
    size: concurrency + SPARE_HOSTS,
    now: Date.now,
    random,
  })
  const abandon = new AbortController()
  // Every page in flight listens to it: that is no leak.
  setMaxListeners(0, abandon.signal)
  const stats = { attempts: 0, fetchBusyMs: 0, maxInFlight: 0 }
  let active = 0
  let isRunning = false
  let isStopping = false
  let inputEnded = false
  let nextDueAt: number | undefined
  let isDueKnown = false
  let wakeTimer: NodeJS.Timeout | undefined
  let bug: { error: unknown } | undefined
  let onIdle: () => void = () => {}

  const step = (): void => {
    if (!isRunning) return
    try {
      if (!isStopping) startWhatMay()
    } catch (error) {
      stopFor(error)
    }
    if (active === 0 && (isStopping || isEmpty())) onIdle()
  }

  const isEmpty = (): boolean =>
    inputEnded && nextDueAt === undefined && window.nextTime() === undefined && hasRoom()

  const startWhatMay = (): void => {
    promoteDue()
    while (fetchSlots.activeCount < concurrency && hasRoom()) {
      const next = window.next()
      if (next === undefined) break
      void start(next.page, next.host)
    }
    wakeLater()
  }

  const promoteDue = (): void => {
    if (!isDueKnown) nextDueAt = queue.nextDueAt()
    isDueKnown = true
    const now = Date.now()
    while (nextDueAt !== undefined && nextDueAt <= now) {
      queue.promoteDue(now)
      window.markStale()
      nextDueAt = queue.nextDueAt()
    }
  }

  /** For a retry whose time comes, or a host's. While every slot is taken, or no room is left, others will wake. */
  const wakeLater = (): void => {
    clearTimeout(wakeTimer)
    const times = [nextDueAt, window.nextTime()].filter((time) => time !== undefined)
    if (times.length > 0) wakeTimer = setTimeout(step, Math.max(1, Math.min(...times) - Date.now()))
  }

  const start = async (page: Page, host: string): Promise<void> => {
    let onFetched: () => void = () => {}
    const fetched = new Promise<void>((resolve) => {
      onFetched = resolve
    })
    const startedAt = performance.now()
    active += 1
    stats.attempts += 1
    // The limiter holds the slot for as long as the network needs, not for the analysis behind it.
    const slot = fetchSlots(() => fetched)
    stats.maxInFlight = Math.max(stats.maxInFlight, fetchSlots.activeCount)
    void slot.then(() => {
      stats.fetchBusyMs += performance.now() - startedAt
      window.release(host)
      step()
    })
    try {
      const request = pageRequest(page, host, timeoutMs)
      const outcome = await executePage(request, { onFetched, signal: abandon.signal })
      settle(page, request, outcome)
    } catch (error) {
      if (!abandon.signal.aborted || error !== abandon.signal.reason) stopFor(error)
    }
    onFetched()
    await slot
    active -= 1
    step()
  }

  const settle = (page: Page, request: PageRequest, outcome: PageOutcome): void => {
    switch (outcome.kind) {
      case 'ok':
        queue.finish(page, outcome.result)
        break
      case 'skipped':
        queue.finish(page, robotsResult(outcome.rule))
        break
      case 'moved':
        queue.move(page, outcome.hop)
        window.markStale()
        break
      case 'postponed':
        postpone(page, request.host, outcome)
        break
      case 'failed':
        if (request.attempt <= retries && mayPass(outcome.failure)) retryLater(page, request.attempt)
        else queue.finish(page, failedResult(outcome.failure, request.attempt))
    }
  }

  const postpone = (page: Page, host: string, { until, intervalMs }: Postponement): void => {
    queue.postpone(page, until)
    window.slowDown(host, intervalMs)
    window.pause(host, until)
    nextDueAt = Math.min(nextDueAt ?? until, until)
  }

  const retryLater = (page: Page, attempt: number): void => {
    const dueAt = Date.now() + retryDelayMs(attempt, random())
    queue.retry(page, attempt, dueAt)
    nextDueAt = Math.min(nextDueAt ?? dueAt, dueAt)
  }

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
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      step()
      await idle
      signal.removeEventListener('abort', stop)
      clearTimeout(graceTimer)
      clearTimeout(wakeTimer)
      if (bug !== undefined) throw bug.error
      return isStopping ? 'interrupted' : 'finished'
    },
    wake() {
      window.markStale()
      isDueKnown = false
      step()
    },
    endInput() {
      inputEnded = true
      step()
    },
    get stats() {
      return { ...stats, fetching: fetchSlots.activeCount }
    },
  }
}
