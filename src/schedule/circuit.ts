import type { OriginMemory } from './scheduleMemory.ts'

/** An origin with failures, as it is now. */
export interface Circuit extends OriginMemory {
  readonly cooledAt: number
  /** When the probe began that is out. */
  readonly probeStartedAt: number | undefined
}

/** A few pages may fail in a row on a host that is well; hardly five. */
const FAILURES_TO_OPEN = 5
/** How long an origin is left alone before each of its probes: a restart is survived, a dead host costs seconds. */
export const COOLING_MS: readonly number[] = [2000, 4000, 8000]
/** As many failures as the way through all probes has. */
const HOPELESS_FAILURES = FAILURES_TO_OPEN + COOLING_MS.length

/** An origin that is known from an earlier start: whatever it had to cool, it has cooled. */
export function cooledCircuit({ failures, probes, isGivenUp }: OriginMemory): Circuit {
  return { failures, probes, isGivenUp, cooledAt: -Infinity, probeStartedAt: undefined }
}

/** The circuit after one more failure of an attempt that began at `startedAt`. */
export function failedCircuit(circuit: Circuit, startedAt: number, now: number): Circuit {
  const failed = { ...circuit, failures: circuit.failures + 1 }
  if (!isOpen(circuit)) return isOpen(failed) ? cooling(failed, now) : failed
  if (circuit.probeStartedAt === undefined || startedAt < circuit.probeStartedAt) return failed
  return cooling({ ...failed, probes: circuit.probes + 1 }, now)
}

export function isOpen({ failures, isGivenUp }: OriginMemory): boolean {
  return failures >= FAILURES_TO_OPEN && !isGivenUp
}

/** Whether the origin has cooled, and no probe is out. */
export function isReady({ cooledAt, probeStartedAt }: Circuit, now: number): boolean {
  return probeStartedAt === undefined && cooledAt <= now
}

export function isHopeless({ failures }: OriginMemory): boolean {
  return failures >= HOPELESS_FAILURES
}

/** Left alone for the next probe; given up when all have failed. */
function cooling(circuit: Circuit, now: number): Circuit {
  const coolingMs = COOLING_MS[circuit.probes]
  const rested = { ...circuit, probeStartedAt: undefined }
  return coolingMs === undefined ? { ...rested, isGivenUp: true } : { ...rested, cooledAt: now + coolingMs }
}
