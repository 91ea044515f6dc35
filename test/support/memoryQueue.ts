import type { QueuedPage, RequestQueue } from '../../src/schedule/requestQueue.ts'
import type { Hop, StoredResult } from '../../src/types.ts'

/** A queue in memory, and what became of its pages. */
export interface MemoryQueue extends RequestQueue {
  add(urls: readonly string[]): void
  readonly finished: { readonly url: string; readonly result: StoredResult }[]
  readonly retries: { readonly url: string; readonly failedAttempts: number; readonly delayMs: number }[]
  readonly finishedUrls: string[]
}

export function createMemoryQueue(urls: readonly string[] = []): MemoryQueue {
  const ready: (QueuedPage & { host: string })[] = []
  const waiting: { page: QueuedPage; dueAt: number }[] = []
  const finished: MemoryQueue['finished'] = []
  const retries: MemoryQueue['retries'] = []
  const pausedUntil = new Map<string, number>()
  let pages = 0
  const hostOf = (url: string): string => new URL(url).hostname
  const queue: MemoryQueue = {
    add(more) {
      for (const url of more) {
        pages += 1
        ready.push({ page: pages, url, failedAttempts: 0, hop: undefined, host: hostOf(url) })
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
    finish: ({ url }, result) => void finished.push({ url, result }),
    retry(page, failedAttempts, dueAt) {
      retries.push({ url: page.url, failedAttempts, delayMs: dueAt - Date.now() })
      waiting.push({ page: { ...page, failedAttempts, hop: undefined }, dueAt })
    },
    postpone: (page, dueAt) => void waiting.push({ page, dueAt }),
    move: (page, hop: Hop) => void ready.push({ ...page, hop, host: hop.host }),
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
        ready.push({ ...item.page, host: hostOf(item.page.url) })
      }
    },
    nextDueAt: () => (waiting.length === 0 ? undefined : Math.min(...waiting.map(({ dueAt }) => dueAt))),
    finished,
    retries,
    get finishedUrls() {
      return finished.map(({ url }) => url)
    },
  }
  queue.add(urls)
  return queue
}
