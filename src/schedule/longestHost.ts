/** A host as the schedule sees it: what is in flight there, what is left, and from when on the next may start. */
export interface HostLoad {
  readonly active: number
  readonly remaining: number
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly slots: number
}

/**
 * The host to turn to next: of those with a free slot and work, and whose time has come, the one with the most left;
 * the first of equals.
 */
export function longestHost<Host extends HostLoad>(hosts: Iterable<Host>, now: number): Host | undefined {
  let longest: Host | undefined
  for (const host of hosts) {
    if (host.active >= host.slots || host.remaining === 0 || host.notBefore > now) continue
    if (longest === undefined || host.remaining > longest.remaining) longest = host
  }
  return longest
}

/** When the first of those hosts that only wait for their time may start; undefined when none does. */
export function nextHostTime(hosts: Iterable<HostLoad>, now: number): number | undefined {
  let next: number | undefined
  for (const { active, slots, remaining, notBefore } of hosts) {
    if (active >= slots || remaining === 0 || notBefore <= now) continue
    if (next === undefined || notBefore < next) next = notBefore
  }
  return next
}
