import type { HostPace } from './hostPace.ts'
import type { HostStart } from './hostTreatment.ts'
import { longestHost, nextHostTime } from './longestHost.ts'
import type { QueuedPage, RequestQueue } from './requestQueue.ts'

/**
 * The part of the queue that is in memory: the hosts with requests in flight, and those with the longest backlog.
 * However many hosts and requests the queue holds, this stays small.
 */
export interface HostWindow<Page extends QueuedPage> {
  /** The request to start now, with its host's slot taken; undefined when no host has a slot, work, and its time. */
  next(): { readonly page: Page; readonly host: string } | undefined
  release(host: string): void
  /** The request that was handed out last was not started after all: it is settled already, and took no turn. */
  turnAway(host: string): void
  /** Nothing starts at the host before this time, milliseconds since 1970. */
  pause(host: string, until: number): void
  /** From now on the host is asked like this. */
  setPace(host: string, pace: HostPace): void
  /** When a host may start that `next` has passed over because its time had not come. */
  nextTime(): number | undefined
  /** Whether a host has requests that have not been handed out; as far as was to be seen a moment ago. */
  hasBacklog(): boolean
  /** The queue may hold what the window has not seen. */
  markStale(): void
}

export interface HostWindowOptions<Page extends QueuedPage> {
  readonly queue: RequestQueue<Page>
  /** How a host is asked that the window has not held before, or not for a while. */
  readonly startOf: (host: string) => HostStart
  /** How many hosts are looked at. More than can be busy at once, so that one with a free slot is among them. */
  readonly size: () => number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** In [0, 1). */
  readonly random: () => number
}

/** While the input is read the backlogs change all the time; looking more often would not choose better. */
const MAX_STALE_MS = 100
/** The most of an interval that is added to it at random. */
export const INTERVAL_JITTER = 0.2

interface WindowHost<Page> {
  readonly host: string
  slots: number
  /** Least time between two starts. Some jitter is added, so that hosts do not beat in time. */
  intervalMs: number
  active: number
  backlog: number
  taken: Page[]
  notBefore: number
  /** What it was before the last start. */
  wasNotBefore: number
  readonly remaining: number
}

export function createHostWindow<Page extends QueuedPage>(
  options: HostWindowOptions<Page>,
): HostWindow<Page> {
  const { queue, startOf, size, now, random } = options
  const hosts = new Map<string, WindowHost<Page>>()
  let isStale = true
  let reachesBeyond = false
  let anySentBack = false
  let refreshedAt = -Infinity
  let lookedAt = -Infinity

  const refresh = (): void => {
    if (reachesBeyond) sendPausedBack()
    for (const known of hosts.values()) known.backlog = 0
    refreshedAt = now()
    const hostsSeen = size()
    const backlogs = queue.longestHosts(hostsSeen, refreshedAt)
    for (const { host, ready } of backlogs) hostNamed(host).backlog = ready
    for (const [name, { active, remaining, notBefore }] of hosts) {
      if (active === 0 && remaining === 0 && notBefore <= now()) hosts.delete(name)
    }
    isStale = false
    reachesBeyond = backlogs.length === hostsSeen
  }
  /** A host that may not start yet must not keep others out of sight. */
  const sendPausedBack = (): void => {
    for (const [name, { active, notBefore, taken }] of hosts) {
      if (active > 0 || notBefore <= now()) continue
      queue.pauseHost(name, notBefore, taken)
      anySentBack = true
      hosts.delete(name)
    }
  }
  const hostNamed = (name: string): WindowHost<Page> => {
    const known = hosts.get(name)
    if (known !== undefined) return known
    const added = windowHost<Page>(name, startOf(name))
    hosts.set(name, added)
    return added
  }
  const refreshNowAndThen = (): void => {
    if (isStale && now() - refreshedAt > MAX_STALE_MS) refresh()
  }
  const startable = (): WindowHost<Page> | undefined => {
    refreshNowAndThen()
    const host = longest()
    if (host !== undefined || !(isStale || reachesBeyond)) return host
    refresh()
    return longest()
  }
  const longest = (): WindowHost<Page> | undefined => {
    lookedAt = now()
    return longestHost(hosts.values(), lookedAt)
  }
  const release = (name: string): void => {
    const host = hosts.get(name)
    if (host === undefined) return
    host.active -= 1
    if (host.active === 0 && host.remaining === 0 && host.notBefore <= now()) hosts.delete(name)
  }
  const takeFrom = (host: WindowHost<Page>): Page | undefined => {
    if (host.taken.length === 0) {
      host.taken = [...queue.take(host.host, host.slots)]
      host.backlog = Math.max(0, host.backlog - host.taken.length)
      if (host.taken.length === 0) host.backlog = 0
    }
    return host.taken.shift()
  }
  return {
    next() {
      for (let host = startable(); host !== undefined; host = startable()) {
        const page = takeFrom(host)
        if (page === undefined) continue
        host.active += 1
        host.wasNotBefore = host.notBefore
        if (host.intervalMs > 0) {
          host.notBefore = now() + host.intervalMs * (1 + INTERVAL_JITTER * random())
        }
        return { page, host: host.host }
      }
      return undefined
    },
    release,
    turnAway(name) {
      const host = hosts.get(name)
      if (host !== undefined) host.notBefore = host.wasNotBefore
      release(name)
    },
    pause(name, until) {
      const host = hostNamed(name)
      host.notBefore = Math.max(host.notBefore, until)
    },
    setPace(name, { slots, intervalMs }) {
      const host = hostNamed(name)
      if (intervalMs > host.intervalMs) host.notBefore = Math.max(host.notBefore, now() + intervalMs)
      host.slots = slots
      host.intervalMs = intervalMs
    },
    nextTime() {
      // By the time of the last look: what has come since would otherwise be seen by neither.
      const here = nextHostTime(hosts.values(), lookedAt)
      const beyond = anySentBack ? queue.nextHostTime(Math.min(lookedAt, refreshedAt)) : undefined
      return here === undefined || beyond === undefined ? (here ?? beyond) : Math.min(here, beyond)
    },
    hasBacklog() {
      refreshNowAndThen()
      for (const { remaining } of hosts.values()) if (remaining > 0) return true
      return anySentBack && queue.nextHostTime(now()) !== undefined
    },
    markStale() {
      isStale = true
    },
  }
}

function windowHost<Page>(host: string, start: HostStart): WindowHost<Page> {
  return {
    host,
    ...start,
    wasNotBefore: start.notBefore,
    active: 0,
    backlog: 0,
    taken: [],
    get remaining() {
      return this.taken.length + this.backlog
    },
  }
}
