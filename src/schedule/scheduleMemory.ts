/** What outlives a start of the program: what hosts have taught us, and where nobody answered. */
export interface ScheduleMemory {
  host(name: string): HostMemory | undefined
  /** Kept from run to run. */
  saveHost(name: string, memory: HostMemory): void
  origins(): Iterable<readonly [string, OriginMemory]>
  /** Kept until the run is over. */
  saveOrigin(origin: string, memory: OriginMemory | undefined): void
}

/** Times are milliseconds since 1970. */
export interface HostMemory {
  /** The interval that the host's answers have taught us; 0 for none. */
  readonly intervalMs: number
  /** It has asked to be left alone until then. */
  readonly pausedUntil: number
  /** It has asked to be left alone until then, and that is too long to wait for. */
  readonly refusedUntil: number
}

/** An origin that did not answer the last time it was asked. */
export interface OriginMemory {
  /** Attempts in a row that found nobody. */
  readonly failures: number
  /** Of them, those that were to find out whether somebody is back. */
  readonly probes: number
  readonly isGivenUp: boolean
}
