import type { QueuedPage, RequestQueue } from '../../src/schedule/requestQueue.ts'
import type { HostMemory, OriginMemory, ScheduleMemory } from '../../src/schedule/scheduleMemory.ts'
import type { AttemptRecord, Hop, StoredResult } from '../../src/types.ts'

/** A queue in memory, and what became of its pages. */
export interface MemoryQueue extends RequestQueue {
  add(urls: readonly string[]): void
  readonly finished: {
    readonly url: string
    readonly result: StoredResult
    readonly attempts: readonly AttemptRecord[]
  }[]
  readonly retries: { readonly url: string; readonly failedAttempts: number; readonly delayMs: number }[]
  /** Pages whose stored result held. */
  readonly same: { readonly url: string; readonly by: string }[]
  readonly finishedUrls: string[]
  readonly parkedUrls: string[]
}

export function createMemoryQueue(urls: readonly string[] = []): MemoryQueue {
  const ready: (QueuedPage & { host: string })[] = []
  const waiting: { page: QueuedPage; dueAt: number }[] = []
  const parked: { page: QueuedPage; origin: string }[] = []
  const heldBack = new Map<string, string[]>()
  const finished: MemoryQueue['finished'] = []
  const retries: MemoryQueue['retries'] = []
  const same: MemoryQueue['same'] = []
  const pausedUntil = new Map<string, number>()
  let pages = 0
  const hostOf = (url: string): string => new URL(url).hostname
  const makeReady = (page: QueuedPage): void =>
    void ready.push({ ...page, host: page.hop?.host ?? hostOf(page.url) })
  const takeParked = (origin: string, limit: number): QueuedPage[] => {
    const taken = parked.filter((item) => item.origin === origin).slice(0, limit)
    for (const item of taken) parked.splice(parked.indexOf(item), 1)
    return taken.map(({ page }) => page)
  }
  const queue: MemoryQueue = {
    add(more) {
      for (const url of more) {
        pages += 1
        makeReady({ page: pages, url, attempts: [], hop: undefined })
      }
    },
    longestHosts(limit, now) {
      const counts = new Map<string, number>()
      const isPaused = (host: string) => (pausedUntil.get(host) ?? 0) > now
      for (const { host } of ready) if (!isPaused(host)) counts.set(host, (counts.get(host) ?? 0) + 1)
      const hosts = [...counts].map(([host, count]) => ({ host, ready: count }))
      return hosts.sort((a, b) => b.ready - a.ready).slice(0, limit)
    },
    take(host, limit) {
      const taken = ready.filter((page) => page.host === host).slice(0, limit)
      for (const page of taken) ready.splice(ready.indexOf(page), 1)
      return taken
    },
    finish: ({ url }, result, attempts) => void finished.push({ url, result, attempts }),
    finishSame: ({ url }, { by }) => void same.push({ url, by }),
    finishHeldBack(page, result, attempts, origin) {
      finished.push({ url: page.url, result, attempts })
      heldBack.set(origin, [...(heldBack.get(origin) ?? []), page.url])
    },
    retry(page, attempts, dueAt) {
      retries.push({ url: page.url, failedAttempts: attempts.length, delayMs: dueAt - Date.now() })
      waiting.push({ page: { ...page, attempts, hop: undefined }, dueAt })
    },
    postpone: (page, dueAt) => void waiting.push({ page, dueAt }),
    move: (page, hop: Hop) => makeReady({ ...page, hop }),
    park: (page, origin) => void parked.push({ page, origin }),
    unpark(origin, limit) {
      const released = takeParked(origin, limit)
      released.forEach(makeReady)
      return released.length
    },
    giveUp(origin, result, limit) {
      const held = (heldBack.get(origin) ?? []).splice(0, limit)
      for (const url of held) {
        const at = finished.findIndex((row) => row.url === url)
        finished[at] = { url, result, attempts: finished[at]?.attempts ?? [] }
      }
      const given = takeParked(origin, limit - held.length)
      for (const { url, attempts } of given) finished.push({ url, result, attempts })
      return held.length + given.length
    },
    pauseHost(host, until, back) {
      pausedUntil.set(host, until)
      for (const page of back) ready.unshift({ ...page, host })
    },
    nextHostTime(now) {
      const times = [...pausedUntil].filter(
        ([host, time]) => time > now && ready.some((page) => page.host === host),
      )
      return times.length === 0 ? undefined : Math.min(...times.map(([, time]) => time))
    },
    promoteDue(now) {
      for (const item of waiting.filter(({ dueAt }) => dueAt <= now)) {
        waiting.splice(waiting.indexOf(item), 1)
        makeReady(item.page)
      }
    },
    nextDueAt: () => (waiting.length === 0 ? undefined : Math.min(...waiting.map(({ dueAt }) => dueAt))),
    finished,
    same,
    retries,
    get finishedUrls() {
      return finished.map(({ url }) => url)
    },
    get parkedUrls() {
      return parked.map(({ page }) => page.url)
    },
  }
  queue.add(urls)
  return queue
}

/** What outlives a schedule, in memory. */
export interface MapMemory extends ScheduleMemory {
  readonly hosts: Map<string, HostMemory>
  readonly knownOrigins: Map<string, OriginMemory>
}

export function createMapMemory(): MapMemory {
  const hosts = new Map<string, HostMemory>()
  const knownOrigins = new Map<string, OriginMemory>()
  return {
    hosts,
    knownOrigins,
    host: (name) => hosts.get(name),
    saveHost: (name, memory) => void hosts.set(name, memory),
    origins: () => [...knownOrigins],
    saveOrigin(origin, memory) {
      if (memory === undefined) knownOrigins.delete(origin)
      else knownOrigins.set(origin, memory)
    },
  }
}
