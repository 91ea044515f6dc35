import type { HostSignal } from '../types.ts'
import type { HostPace } from './hostPace.ts'
import { createHostPaces } from './hostPaces.ts'
import { createHostRecords } from './hostRecords.ts'
import type { ScheduleMemory } from './scheduleMemory.ts'

/** How each host is asked: as the user wants it, and slower or not at all where the host itself has said so. */
export interface HostTreatment {
  /** How a host begins that has not been looked at for a while. */
  start(host: string): HostStart
  paceOf(host: string): HostPace
  /** A request starts there. Returns the pace that holds now. */
  started(host: string): HostPace
  /** The host's robots.txt wants this much between two starts. */
  setFloor(host: string, intervalMs: number): HostPace
  /** Takes what an attempt has told that began at `startedAt`. Returns what is different from now on. */
  hear(host: string, heard: HostSignal, startedAt: number): HostChange
  /** Whether the host wants to be left alone for longer than anybody waits. */
  isRefused(host: string): boolean
}

export interface HostStart extends HostPace {
  /** Milliseconds since 1970. */
  readonly notBefore: number
}

export interface HostChange {
  readonly pace?: HostPace
  /** Nothing may start before this time, milliseconds since 1970. */
  readonly pausedUntil?: number
}

/** What the user's settings say of a host. */
export interface HostManners {
  readonly concurrency: number
  /** Least time between two starts. */
  readonly intervalMs: number
}

export interface HostTreatmentOptions {
  readonly mannersOf: (host: string) => HostManners
  readonly memory: ScheduleMemory
  readonly maxRetryAfterMs: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** An interval from here on is kept even if the program is killed and started again within it. */
const LASTING_INTERVAL_MS = 1000

export function createHostTreatment(options: HostTreatmentOptions): HostTreatment {
  const { mannersOf, memory, maxRetryAfterMs, now } = options
  const records = createHostRecords(memory)
  const paces = createHostPaces({
    mannersOf,
    now,
    learned: (host) => records.of(host).intervalMs || undefined,
    onLearned: (host, intervalMs) => records.note(host, { intervalMs }),
  })
  const refusedUntil = new Map<string, number>()

  const pause = (host: string, pauseMs: number): number | undefined => {
    const until = now() + pauseMs
    if (pauseMs <= maxRetryAfterMs) {
      records.note(host, { pausedUntil: until })
      return until
    }
    records.note(host, { refusedUntil: until })
    refusedUntil.set(host, until)
    return undefined
  }
  return {
    start(host) {
      const record = records.of(host)
      if (record.refusedUntil <= now()) return { notBefore: record.pausedUntil, ...paces.of(host) }
      refusedUntil.set(host, record.refusedUntil)
      return { notBefore: 0, ...paces.of(host) }
    },
    paceOf: paces.of,
    started(host) {
      paces.started(host)
      const pace = paces.of(host)
      if (pace.intervalMs >= LASTING_INTERVAL_MS) records.note(host, { pausedUntil: now() + pace.intervalMs })
      return pace
    },
    setFloor: paces.setFloor,
    hear(host, { pace, pauseMs }, startedAt) {
      const pausedUntil = pauseMs > 0 ? pause(host, pauseMs) : undefined
      const changed = paces.hear(host, pace, pauseMs, startedAt)
      return { ...(changed && { pace: changed }), ...(pausedUntil !== undefined && { pausedUntil }) }
    },
    isRefused(host) {
      const until = refusedUntil.get(host)
      if (until === undefined) return false
      if (until > now()) return true
      refusedUntil.delete(host)
      return false
    },
  }
}
