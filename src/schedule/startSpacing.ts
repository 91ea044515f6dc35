import { createRecentMap } from './recentMap.ts'

/** How far apart the starts at hosts have been lately. */
export interface StartSpacing {
  started(host: string): void
  /** The mean time between the last starts at the host; 0 when it is not known. */
  meanMs(host: string): number
  /** What is measured from the next start on is another rate: neither the earlier one counts, nor the pause between. */
  restart(host: string): void
}

/** What an older start weighs less with every new one: the mean is that of about the last 16. */
const DECAY = 15 / 16
/** After so long there was nothing to ask: such a gap says nothing of the rate. */
const IDLE_MS = 10_000
/** More hosts than are asked within the same seconds; less than a megabyte. */
const MAX_HOSTS = 4096

interface Gaps {
  lastStartedAt: number
  sumMs: number
  count: number
}

/** `now` is in milliseconds. Of more than some thousand hosts, those are forgotten that were asked first. */
export function createStartSpacing(now: () => number): StartSpacing {
  const hosts = createRecentMap<Gaps>(MAX_HOSTS)
  return {
    started(host) {
      const time = now()
      const known = hosts.get(host)
      const gaps = known ?? { lastStartedAt: Infinity, sumMs: 0, count: 0 }
      const gapMs = time - gaps.lastStartedAt
      if (gapMs >= 0 && gapMs < IDLE_MS) {
        // The count decays as the sum does: so it is a mean from the first gap on.
        gaps.sumMs = gaps.sumMs * DECAY + gapMs
        gaps.count = gaps.count * DECAY + 1
      }
      gaps.lastStartedAt = time
      // To have been asked last changes nothing for a host that is among the last anyway.
      if (known === undefined) hosts.set(host, gaps)
    },
    meanMs(host) {
      const { sumMs, count } = hosts.get(host) ?? { sumMs: 0, count: 0 }
      return count === 0 ? 0 : sumMs / count
    },
    restart: (host) => hosts.delete(host),
  }
}
