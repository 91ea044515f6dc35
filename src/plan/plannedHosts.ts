import { createHostSettings } from '../config/hostSettings.ts'
import type { Costs } from '../forecast/createCosts.ts'
import { usualCost } from '../forecast/createCosts.ts'
import type { HostLoad, HostLoads } from '../forecast/createHostLoads.ts'
import { hostForecastMs } from '../schedule/hostForecast.ts'
import type { Foresight } from '../store/foresight.ts'
import type { FetchConfig } from '../types.ts'
import type { PlannedHost } from './runPlan.ts'

/** The hosts of a list by what they will take. */
export interface PlannedHosts {
  readonly count: number
  readonly longest: readonly PlannedHost[]
  /** For how long their pages will hold slots, together. */
  readonly fetchMs: number
  /** Pages at hosts that want to be left alone. */
  readonly refused: number
}

export interface PlannedHostsOptions {
  readonly fetch: FetchConfig
  /** Most requests in flight over all hosts. */
  readonly slots: number
  readonly memory: ReturnType<Foresight['hosts']>
  readonly costs: Costs
  readonly now: number
}

const SHOWN_HOSTS = 10

export function plannedHosts(loads: HostLoads, options: PlannedHostsOptions): PlannedHosts {
  const { memory, now } = options
  const hostOf = hostPlanner(options)
  let longest: PlannedHost[] = []
  let count = 0
  let fetchMs = 0
  let refused = 0
  for (const load of loads.all()) {
    if (load.pages === 0) continue
    if ((memory.get(load.host)?.refusedUntil ?? 0) > now) {
      refused += load.pages
      continue
    }
    const host = hostOf(load)
    count += 1
    fetchMs += load.pages * host.fetchMs
    longest.push(host)
    if (longest.length > 2 * SHOWN_HOSTS) longest = byLength(longest)
  }
  return { count, longest: byLength(longest), fetchMs, refused }
}

const byLength = (hosts: readonly PlannedHost[]): PlannedHost[] =>
  [...hosts].sort((a, b) => b.ms - a.ms).slice(0, SHOWN_HOSTS)

function hostPlanner({ fetch, slots, memory, costs, now }: PlannedHostsOptions) {
  const settingsOf = createHostSettings(fetch)
  const usual = usualCost(costs)
  const usualFrom = costs.fetchMs === undefined ? 'assumed' : 'others'
  return ({ host, pages, crawlDelayMs, needsRobots, ...known }: HostLoad): PlannedHost => {
    const settings = settingsOf(host)
    const { intervalMs: learnedMs = 0, pausedUntil = 0 } = memory.get(host) ?? {}
    const tells = known.knownPages > 0
    const fetchMs = tells ? known.fetchMs / known.knownPages : usual.fetchMs
    const turnsPerPage = Math.max(1, tells ? known.turns / known.knownPages : usual.turns)
    const pace = {
      slots: Math.min(settings.concurrency, slots),
      intervalMs: Math.max(settings.intervalMs, crawlDelayMs),
    }
    const pauseMs = Math.max(0, pausedUntil - now)
    const ownMs = hostForecastMs({ pages, fetchMs, turnsPerPage, pace, learnedMs })
    return {
      host,
      pages,
      ms: pauseMs + (needsRobots ? Math.max(fetchMs, pace.intervalMs) : 0) + ownMs,
      ...pace,
      intervalFrom: crawlDelayMs > settings.intervalMs ? 'robots' : 'configuration',
      learnedMs: learnedMs > pace.intervalMs ? learnedMs : 0,
      pauseMs,
      fetchMs,
      fetchFrom: tells ? 'host' : usualFrom,
    }
  }
}
