import pLimit from 'p-limit'
import type { ExecutePage, HostSignal, PageRequest } from '../types.ts'
import { pageRequest } from './pageRequest.ts'
import type { QueuedPage } from './requestQueue.ts'
import type { EndedAttempt } from './settlement.ts'

/** Makes attempts. Each holds its fetch slot for as long as the network needs, not for the analysis behind it. */
export interface Attempts<Page extends QueuedPage> {
  hasSlot(): boolean
  /** Resolves when the attempt has ended, always after `onFetched` was called for it. Rejects as `executePage`. */
  make(page: Page, host: string, intervalMs: number): Promise<EndedAttempt<Page>>
  /** Attempts that hold a slot. */
  readonly fetching: number
  readonly stats: AttemptStats
}

export interface AttemptStats {
  readonly fetching: number
  /** Attempts whose network part has ended. */
  readonly ended: number
  readonly attempts: number
  /** Sum over all attempts of the time that each held its slot. */
  readonly fetchBusyMs: number
  readonly maxInFlight: number
}

/** What the network part of an attempt has told, when its slot is free again. */
export interface FetchedAttempt {
  readonly request: PageRequest
  readonly startedAt: number
  readonly heard: HostSignal | undefined
}

export interface AttemptsOptions {
  readonly executePage: ExecutePage
  /** Most attempts that hold a slot at once, this moment. */
  readonly concurrency: () => number
  readonly timeoutMs: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly signal: AbortSignal
  /** Must not throw. */
  readonly onFetched: (fetched: FetchedAttempt) => void
}

export function createAttempts<Page extends QueuedPage>(options: AttemptsOptions): Attempts<Page> {
  const { executePage, concurrency, timeoutMs, now, signal, onFetched } = options
  const slots = pLimit(concurrency())
  const stats = { attempts: 0, ended: 0, fetchBusyMs: 0, maxInFlight: 0 }
  return {
    hasSlot() {
      const limit = concurrency()
      if (slots.concurrency !== limit) slots.concurrency = limit
      return slots.activeCount < limit
    },
    async make(page, host, intervalMs) {
      const request = pageRequest(page, host, intervalMs, timeoutMs)
      const startedAt = now()
      let heard: HostSignal | undefined
      let fetchMs = 0
      let free: () => void = () => {}
      const isFree = new Promise<void>((resolve) => {
        free = resolve
      })
      stats.attempts += 1
      const fetched = slots(() => isFree).then(() => {
        stats.ended += 1
        fetchMs = now() - startedAt
        stats.fetchBusyMs += fetchMs
        onFetched({ request, startedAt, heard })
      })
      stats.maxInFlight = Math.max(stats.maxInFlight, slots.activeCount)
      const freeSlot = (told?: HostSignal): void => {
        heard ??= told
        free()
      }
      try {
        const outcome = await executePage(request, { onFetched: freeSlot, signal })
        freeSlot()
        await fetched
        return { page, request, startedAt, fetchMs, outcome, heard }
      } finally {
        freeSlot()
        await fetched
      }
    },
    get fetching() {
      return slots.activeCount
    },
    get stats() {
      return { ...stats, fetching: slots.activeCount }
    },
  }
}
