import type { MachineLoad } from './machineLoad.ts'

/** What was seen over one period of the tuning. */
export interface Observation extends MachineLoad {
  /** Attempts that ended, per second. */
  readonly rate: number
  /** Share of the period in which only the fetch slots kept requests back, 0 to 1. */
  readonly slotsShare: number
  /** How late the main thread was to look, in milliseconds. */
  readonly lateMs: number
}

/** How many requests may be in flight, and what led there. */
export interface Tuning {
  readonly limit: number
  /** Before the limit was last raised, and the rate then; undefined when it was not, or that has proved right. */
  readonly before: { readonly limit: number; readonly rate: number } | undefined
  /** Factor of the next raise. */
  readonly step: number
  /** Periods to wait before the next raise. */
  readonly rest: number
}

export interface TuningBounds {
  readonly min: number
  readonly max: number
}

export const START_LIMIT = 32
const FIRST_STEP = 2
const LEAST_STEP = 1.1
/** Of what a raise could bring at most, it has to bring so much. */
const WORTHWHILE = 0.4
const DECREASE = 0.7
/** Periods to stay where a raise has brought nothing. */
const REST = 6
/** The main thread has then nothing to give, and what waits for it only grows. */
const BUSY_MAIN = 0.95
const LATE_MS = 200

export const startTuning = ({ min, max }: TuningBounds): Tuning => ({
  limit: Math.min(max, Math.max(min, START_LIMIT)),
  before: undefined,
  step: FIRST_STEP,
  rest: 0,
})

/**
 * The limit for the next period: raised while that brings more pages a second, taken back where it only makes each of them slower, and cut
 * where the process has no time or memory for what comes in (additive increase, multiplicative decrease: Chiu and Jain, 1989; with doubled
 * steps until the first that is not worth it, as TCP's slow start has them).
 */
export function tunedConcurrency(tuning: Tuning, seen: Observation, bounds: TuningBounds): Tuning {
  if (isOverloaded(seen)) return decreased(tuning, bounds)
  if (tuning.before !== undefined && !isWorthIt(tuning, tuning.before, seen))
    return takenBack(tuning, tuning.before)
  if (tuning.rest > 0) return { ...tuning, rest: tuning.rest - 1 }
  return raised({ ...tuning, before: undefined }, seen, bounds)
}

function raised(tuning: Tuning, seen: Observation, bounds: TuningBounds): Tuning {
  // Others than the slots bound the run: more of them would change nothing.
  if (seen.slotsShare < 0.5 || seen.rate === 0 || seen.mainShare > BUSY_MAIN) return tuning
  const limit = Math.min(bounds.max, Math.max(tuning.limit + 1, Math.round(tuning.limit * tuning.step)))
  if (limit === tuning.limit) return tuning
  return { ...tuning, limit, before: { limit: tuning.limit, rate: seen.rate } }
}

function isOverloaded({ mainShare, lateMs, memoryShare }: Observation): boolean {
  return memoryShare > 1 || (mainShare > BUSY_MAIN && lateMs > LATE_MS)
}

function decreased({ limit }: Tuning, { min }: TuningBounds): Tuning {
  return {
    limit: Math.max(min, Math.floor(limit * DECREASE)),
    before: undefined,
    step: LEAST_STEP,
    rest: REST,
  }
}

type Before = NonNullable<Tuning['before']>

function isWorthIt({ limit }: Tuning, before: Before, { rate }: Observation): boolean {
  const possible = limit / before.limit - 1
  const gained = before.rate === 0 ? possible : rate / before.rate - 1
  return gained >= possible * WORTHWHILE
}

function takenBack({ step }: Tuning, { limit }: Before): Tuning {
  return { limit, before: undefined, step: Math.max(LEAST_STEP, 1 + (step - 1) / 2), rest: REST }
}
