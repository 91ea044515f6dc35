import type { AttemptStats } from './createAttempts.ts'
import type { MachineLoad } from './machineLoad.ts'
import { startTuning, type TuningBounds, tunedConcurrency } from './tunedConcurrency.ts'

/** Looks now and then how the run goes, and sets how many requests may be in flight. Keeps no program alive. */
export interface ConcurrencyTuner extends Disposable {
  readonly limit: number
}

export interface TunerOptions {
  readonly bounds: TuningBounds
  readonly stats: () => Pick<AttemptStats, 'ended'>
  /** For how long the fetch slots alone have kept requests back so far. */
  readonly slotsMs: () => number
  readonly load: () => MachineLoad
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** More requests may start than before. */
  readonly onRaise: () => void
}

/** Long enough to count some answers of slow servers, short enough to find the knee within the first seconds. */
const PERIOD_MS = 500

export function createConcurrencyTuner(options: TunerOptions): ConcurrencyTuner {
  const { bounds, stats, slotsMs, load, now, onRaise } = options
  let tuning = startTuning(bounds)
  let last = { at: now(), ended: stats().ended, slotsMs: slotsMs() }

  const look = (): void => {
    const seen = { at: now(), ended: stats().ended, slotsMs: slotsMs() }
    const periodMs = seen.at - last.at
    const before = tuning.limit
    const observation = {
      rate: ((seen.ended - last.ended) * 1000) / periodMs,
      slotsShare: (seen.slotsMs - last.slotsMs) / periodMs,
      lateMs: periodMs - PERIOD_MS,
      ...load(),
    }
    tuning = tunedConcurrency(tuning, observation, bounds)
    last = seen
    if (tuning.limit > before) onRaise()
  }
  const timer = setInterval(look, PERIOD_MS).unref()
  return {
    get limit() {
      return tuning.limit
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
