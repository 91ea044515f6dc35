import { longestHost } from './longestHost.ts'
import type { QueuedPage, RequestQueue } from './requestQueue.ts'

/**
 * The part of the queue that is in memory: the hosts with requests in flight, and those with the longest backlog.
 * However many hosts and requests the queue holds, this stays small.
 */
export interface HostWindow<Page extends QueuedPage> {
  /** The request to start now, with its host's slot taken; undefined when no host has both a slot and work. */
  next(): { readonly page: Page; readonly host: string } | undefined
  release(host: string): void
  /** The queue may hold what the window has not seen. */
  markStale(): void
}

export interface HostWindowOptions<Page extends QueuedPage> {
  readonly queue: RequestQueue<Page>
  readonly slotsPerHost: number
  /** How many hosts are looked at. More than can be busy at once, so that one with a free slot is among them. */
  readonly size: number
  readonly now: () => number
}

/** While the input is read the backlogs change all the time; looking more often would not choose better. */
const MAX_STALE_MS = 100

interface WindowHost<Page> {
  readonly host: string
  active: number
  backlog: number
  taken: Page[]
  readonly remaining: number
}

export function createHostWindow<Page extends QueuedPage>(
  options: HostWindowOptions<Page>,
): HostWindow<Page> {
  const { queue, slotsPerHost, size, now } = options
  const hosts = new Map<string, WindowHost<Page>>()
  let isStale = true
  let reachesBeyond = false
  let refreshedAt = -Infinity

  const refresh = (): void => {
    for (const known of hosts.values()) known.backlog = 0
    const longest = queue.longestHosts(size)
    for (const { host, ready } of longest) hostNamed(host).backlog = ready
    for (const [name, { active, remaining }] of hosts) if (active === 0 && remaining === 0) hosts.delete(name)
    isStale = false
    reachesBeyond = longest.length === size
    refreshedAt = now()
  }
  const hostNamed = (name: string): WindowHost<Page> => {
    const known = hosts.get(name)
    if (known !== undefined) return known
    const added = windowHost<Page>(name)
    hosts.set(name, added)
    return added
  }
  const startable = (): WindowHost<Page> | undefined => {
    if (isStale && now() - refreshedAt > MAX_STALE_MS) refresh()
    const host = longestHost(hosts.values(), slotsPerHost)
    if (host !== undefined || !(isStale || reachesBeyond)) return host
    refresh()
    return longestHost(hosts.values(), slotsPerHost)
  }
  const takeFrom = (host: WindowHost<Page>): Page | undefined => {
    if (host.taken.length === 0) {
      host.taken = [...queue.take(host.host, slotsPerHost)]
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
        return { page, host: host.host }
      }
      return undefined
    },
    release(name) {
      const host = hosts.get(name)
      if (host === undefined) return
      host.active -= 1
      if (host.active === 0 && host.remaining === 0) hosts.delete(name)
    },
    markStale() {
      isStale = true
    },
  }
}

function windowHost<Page>(host: string): WindowHost<Page> {
  return {
    host,
    active: 0,
    backlog: 0,
    taken: [],
    get remaining() {
      return this.taken.length + this.backlog
    },
  }
}
