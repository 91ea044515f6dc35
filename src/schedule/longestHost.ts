/** A host as the schedule sees it: what is in flight there, and what is left. */
export interface HostLoad {
  readonly active: number
  readonly remaining: number
}

/** The host to turn to next: of those with a free slot and work, the one with the most left; the first of equals. */
export function longestHost<Host extends HostLoad>(
  hosts: Iterable<Host>,
  slotsPerHost: number,
): Host | undefined {
  let longest: Host | undefined
  for (const host of hosts) {
    if (host.active >= slotsPerHost || host.remaining === 0) continue
    if (longest === undefined || host.remaining > longest.remaining) longest = host
  }
  return longest
}
