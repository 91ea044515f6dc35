import type { HostSignal } from '../types.ts'
import { type HostPace, restoredIntervalMs, slowerPace } from './hostPace.ts'
import { createRecentMap } from './recentMap.ts'
import { createStartSpacing } from './startSpacing.ts'

/**
 * The pace of every host: as configured, until the host answers that it is too fast. Then its rate is halved, once for
 * all that was in flight, and comes back slowly with every success. Nothing makes it faster than configured.
 */
export interface HostPaces {
  of(host: string): HostPace
  /** The host itself asks for at least this much between two starts. The largest such wish holds. */
  setFloor(host: string, intervalMs: number): HostPace
  /** Told at each start of a request there, to know the rate that turned out too fast. */
  started(host: string): void
  /**
   * Takes what an attempt told that began at `startedAt`, by the clock of the paces. What began before the last
   * slow-down, or in its very millisecond, changes nothing. Returns the new pace, or undefined when it is as it was.
   */
  hear(host: string, pace: HostSignal['pace'], pauseMs: number, startedAt: number): HostPace | undefined
}

export interface HostPacesOptions {
  readonly mannersOf: (host: string) => { readonly concurrency: number; readonly intervalMs: number }
  /** Milliseconds. */
  readonly now: () => number
  /** What `onLearned` was last told of the host, in this run or an earlier one. Seldom asked twice. */
  readonly learned: (host: string) => number | undefined
  /** Called with whole milliseconds when the learned interval has changed notably; with 0 when the host needs none any more. */
  readonly onLearned: (host: string, intervalMs: number) => void
}

/** While a host recovers, its interval is told again when it has changed by so much. */
const NOTABLE_CHANGE = 0.25
/** Hosts of which it is known that nothing was learned, or when they were slowed down last; more than are in flight. */
const MAX_RECENT_HOSTS = 4096

/** A host whose pace may not be the configured one. */
interface SlowHost {
  readonly pace: HostPace
  /** Since the slots last changed. */
  readonly successes: number
  readonly toldMs: number
}

export function createHostPaces({ mannersOf, now, learned, onLearned }: HostPacesOptions): HostPaces {
  const slowHosts = new Map<string, SlowHost>()
  const floors = new Map<string, number>()
  const lookedUp = createRecentMap<true>(MAX_RECENT_HOSTS)
  const reactions = createRecentMap<number>(MAX_RECENT_HOSTS)
  const spacing = createStartSpacing(now)

  const baseOf = (host: string): HostPace => {
    const { concurrency, intervalMs } = mannersOf(host)
    return { slots: concurrency, intervalMs: Math.max(intervalMs, floors.get(host) ?? 0) }
  }
  const slowHost = (host: string): SlowHost | undefined => {
    if (lookedUp.get(host)) return slowHosts.get(host)
    lookedUp.set(host, true)
    const learnedMs = learned(host) ?? 0
    if (!slowHosts.has(host) && learnedMs > 0 && learnedMs < Infinity) {
      const pace = { slots: mannersOf(host).concurrency, intervalMs: learnedMs }
      slowHosts.set(host, { pace, successes: 0, toldMs: learnedMs })
    }
    return slowHosts.get(host)
  }
  const paceOf = (host: string): HostPace => {
    const base = baseOf(host)
    const slow = slowHost(host)
    return slow === undefined ? base : withinBase(slow.pace, base)
  }
  const slowDown = (host: string, before: HostPace, base: HostPace, pauseMs: number): HostPace => {
    const pace = slowerPace(before, base, spacing.meanMs(host), pauseMs)
    const toldMs = slowHost(host)?.toldMs ?? 0
    reactions.set(host, now())
    spacing.restart(host)
    keep(host, { pace, successes: 0, toldMs }, base, pace.intervalMs !== before.intervalMs)
    return pace
  }
  const recover = (host: string, slow: SlowHost, before: HostPace, base: HostPace): HostPace => {
    const intervalMs = restoredIntervalMs(before.intervalMs, base.intervalMs)
    const isSlotEarned = before.slots < base.slots && slow.successes + 1 >= before.slots
    const pace = { slots: before.slots + (isSlotEarned ? 1 : 0), intervalMs }
    const successes = isSlotEarned ? 0 : slow.successes + 1
    const isNotable = Math.abs(intervalMs - slow.toldMs) >= NOTABLE_CHANGE * slow.toldMs
    keep(host, { ...slow, pace, successes }, base, isNotable)
    return pace
  }
  /** Keeps it for as long as it is not at its base, and tells what has been learned. */
  const keep = (host: string, slow: SlowHost, base: HostPace, isNotable: boolean): void => {
    const isRestored = slow.pace.intervalMs === base.intervalMs
    const learnedMs = isRestored ? 0 : Math.round(slow.pace.intervalMs)
    const isTold = learnedMs !== slow.toldMs && (isRestored || isNotable)
    if (isRestored && slow.pace.slots === base.slots) slowHosts.delete(host)
    else slowHosts.set(host, isTold ? { ...slow, toldMs: learnedMs } : slow)
    if (isTold) onLearned(host, learnedMs)
  }

  return {
    of: paceOf,
    setFloor(host, intervalMs) {
      const floorMs = Math.max(intervalMs, floors.get(host) ?? 0)
      if (floorMs > mannersOf(host).intervalMs) floors.set(host, floorMs)
      return paceOf(host)
    },
    started: spacing.started,
    hear(host, signal, pauseMs, startedAt) {
      if (signal === 'unknown' || startedAt <= (reactions.get(host) ?? -Infinity)) return undefined
      const slow = slowHost(host)
      if (signal === 'welcome' && slow === undefined) return undefined
      const base = baseOf(host)
      const before = slow === undefined ? base : withinBase(slow.pace, base)
      const after =
        signal === 'welcome' && slow !== undefined
          ? recover(host, slow, before, base)
          : slowDown(host, before, base, pauseMs)
      return after.slots === before.slots && after.intervalMs === before.intervalMs ? undefined : after
    },
  }
}

/** Not faster than the base, which a floor may have raised since. */
function withinBase({ slots, intervalMs }: HostPace, base: HostPace): HostPace {
  return { slots: Math.min(slots, base.slots), intervalMs: Math.max(intervalMs, base.intervalMs) }
}
