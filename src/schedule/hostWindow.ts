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
  /** Nothing starts at the host before this time, milliseconds since 1970. */
  pause(host: string, until: number): void
  /** From now on at least this time lies between two starts at the host. */
  slowDown(host: string, intervalMs: number): void
  /** When a host that only waits for its time may start. */
  nextTime(): number | undefined
  /** The queue may hold what the window has not seen. */
  markStale(): void
}

export interface HostWindowOptions<Page extends QueuedPage> {
  readonly queue: RequestQueue<Page>
  readonly mannersOf: (host: string) => HostManners
  /** How many hosts are looked at. More than can be busy at once, so that one with a free slot is among them. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** In [0, 1). */
  readonly random: () => number
}

/** How one host is asked. */
export interface HostManners {
  readonly concurrency: number
  /** Least time between two starts. Some jitter is added, so that hosts do not beat in time. */
  readonly intervalMs: number
}

/** While the input is read the backlogs change all the time; looking more often would not choose better. */
const MAX_STALE_MS = 100
const INTERVAL_JITTER = 0.2

interface WindowHost<Page> {
  readonly host: string
  readonly slots: number
  intervalMs: number
  active: number
  backlog: number
  taken: Page[]
  notBefore: number
  readonly remaining: number
}

export function createHostWindow<Page extends QueuedPage>(
  options: HostWindowOptions<Page>,
): HostWindow<Page> {
  const { queue, mannersOf, size, now, random } = options
  const hosts = new Map<string, WindowHost<Page>>()
  /** What hosts have asked for themselves; only those that did. */
  const slowHosts = new Map<string, number>()
  let isStale = true
  let reachesBeyond = false
  let anySentBack = false
  let refreshedAt = -Infinity

  const refresh = (): void => {
    if (reachesBeyond) sendPausedBack()
    for (const known of hosts.values()) known.backlog = 0
    const longest = queue.longestHosts(size, now())
    for (const { host, ready } of longest) hostNamed(host).backlog = ready
    for (const [name, { active, remaining, notBefore }] of hosts) {
      if (active === 0 && remaining === 0 && notBefore <= now()) hosts.delete(name)
    }
    isStale = false
    reachesBeyond = longest.length === size
    refreshedAt = now()
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
    const added = windowHost<Page>(name, mannersOf(name))
    added.intervalMs = Math.max(added.intervalMs, slowHosts.get(name) ?? 0)
    hosts.set(name, added)
    return added
  }
  const startable = (): WindowHost<Page> | undefined => {
    if (isStale && now() - refreshedAt > MAX_STALE_MS) refresh()
    const host = longestHost(hosts.values(), now())
    if (host !== undefined || !(isStale || reachesBeyond)) return host
    refresh()
    return longestHost(hosts.values(), now())
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
        if (host.intervalMs > 0) {
          host.notBefore = now() + host.intervalMs * (1 + INTERVAL_JITTER * random())
        }
        return { page, host: host.host }
      }
      return undefined
    },
    release(name) {
      const host = hosts.get(name)
      if (host === undefined) return
      host.active -= 1
      if (host.active === 0 && host.remaining === 0 && host.notBefore <= now()) hosts.delete(name)
    },
    pause(name, until) {
      const host = hostNamed(name)
      host.notBefore = Math.max(host.notBefore, until)
    },
    slowDown(name, intervalMs) {
      slowHosts.set(name, intervalMs)
      const host = hostNamed(name)
      host.intervalMs = Math.max(host.intervalMs, intervalMs)
    },
    nextTime() {
      const here = nextHostTime(hosts.values(), now())
      const beyond = anySentBack ? queue.nextHostTime(now()) : undefined
      return here === undefined || beyond === undefined ? (here ?? beyond) : Math.min(here, beyond)
    },
    markStale() {
      isStale = true
    },
  }
}

function windowHost<Page>(host: string, { concurrency, intervalMs }: HostManners): WindowHost<Page> {
  return {
    host,
    slots: concurrency,
    intervalMs,
    active: 0,
    backlog: 0,
    taken: [],
    notBefore: 0,
    get remaining() {
      return this.taken.length + this.backlog
    },
  }
}
