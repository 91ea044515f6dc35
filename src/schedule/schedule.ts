import type { ExecutePage, WaitTimes } from '../types.ts'
import type { AttemptStats } from './createAttempts.ts'
import type { HostPace } from './hostPace.ts'
import type { HostManners } from './hostTreatment.ts'
import type { MachineLoad } from './machineLoad.ts'
import type { QueuedPage, RequestQueue } from './requestQueue.ts'
import type { ScheduleMemory } from './scheduleMemory.ts'

export interface ScheduleOptions<Page extends QueuedPage> {
  readonly queue: RequestQueue<Page>
  readonly memory: ScheduleMemory
  readonly executePage: ExecutePage
  /** Most requests in flight, over all hosts; `auto` finds out how many are worth it. */
  readonly concurrency: number | 'auto'
  readonly mannersOf: (host: string) => HostManners
  readonly retries: number
  readonly timeoutMs: number
  /** The longest that a host's wish to be left alone is waited for. */
  readonly maxRetryAfterMs: number
  /** Whether there is room for another page behind the network. Asked again whenever a page is settled, and on `wake`. */
  readonly hasRoom: () => boolean
  /** What has none then; the buffer where nobody says. */
  readonly fullPart?: () => 'buffer' | 'output'
  /** Called before each attempt. */
  readonly beforeStart?: () => void
  readonly random: () => number
  /** What the process takes of its machine, where the concurrency is found out. */
  readonly load?: () => MachineLoad
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
  /** How the host may be asked, as far as is known by now. */
  paceOf(host: string): HostPace
  /** For what is asked at every start; all else is in `stats`. */
  readonly slots: FetchSlots
  readonly stats: ScheduleStats
}

export interface FetchSlots {
  /** Most requests that may be in flight now. */
  readonly fetchSlots: number
  /** Requests that are. */
  readonly fetching: number
}

export interface ScheduleStats extends AttemptStats, FetchSlots {
  /** Time that the decisions themselves took. */
  readonly busyMs: number
  readonly waitedMs: WaitTimes
}
