import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Observation,
  startTuning,
  type Tuning,
  tunedConcurrency,
} from '../../src/schedule/tunedConcurrency.ts'

const BOUNDS = { min: 1, max: 1024 }
const CALM: Observation = {
  rate: 100,
  slotsShare: 1,
  mainShare: 0.2,
  lateMs: 1,
  memoryShare: 0.2,
}

/** A network whose answers take `latencyMs`, and which has `capacity` of them a second at most. */
const network =
  (latencyMs: number, capacity: number) =>
  (limit: number): Observation => {
    const rate = Math.min((limit * 1000) / latencyMs, capacity)
    return { ...CALM, rate }
  }

function settled(
  periods: number,
  see: (limit: number) => Observation,
  from: Tuning = startTuning(BOUNDS),
): Tuning {
  let tuning = from
  for (let period = 0; period < periods; period++)
    tuning = tunedConcurrency(tuning, see(tuning.limit), BOUNDS)
  return tuning
}

describe('the number of requests in flight', () => {
  test('comes within a tenth of the best rate, wherever the knee is, and not far beyond it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 2000 }),
        fc.integer({ min: 20, max: 5000 }),
        (latencyMs, capacity) => {
          const see = network(latencyMs, capacity)
          const { limit } = settled(80, see)
          const best = Math.min(capacity, (BOUNDS.max * 1000) / latencyMs)
          expect(see(limit).rate).toBeGreaterThanOrEqual(0.9 * best)
          const knee = (capacity * latencyMs) / 1000
          expect(limit).toBeLessThanOrEqual(Math.max(2.5 * knee, 40))
        },
      ),
    )
  })

  test('stays as it is where something else keeps the requests back', () => {
    expect(settled(50, () => ({ ...CALM, slotsShare: 0.2 })).limit).toBe(32)
    expect(settled(50, () => ({ ...CALM, rate: 0 })).limit).toBe(32)
  })

  test('is cut while the main thread is late or the memory is used up, down to the least', () => {
    expect(settled(1, () => ({ ...CALM, mainShare: 0.99, lateMs: 500 })).limit).toBe(22)
    expect(settled(1, () => ({ ...CALM, memoryShare: 1.2 })).limit).toBe(22)
    expect(settled(50, () => ({ ...CALM, memoryShare: 1.2 })).limit).toBe(1)
  })

  test('is not raised while the main thread is busy, though in time', () => {
    expect(settled(50, () => ({ ...CALM, mainShare: 0.97 })).limit).toBe(32)
  })

  test('follows a network that becomes faster', () => {
    const slow = settled(80, network(100, 300))
    expect(settled(120, network(100, 3000), slow).limit).toBeGreaterThan(250)
  })

  test('never leaves its bounds', () => {
    const share = fc.double({ min: 0, max: 2, noNaN: true })
    const seen = fc.record({
      rate: fc.nat(10_000),
      slotsShare: share,
      mainShare: share,
      lateMs: fc.nat(1000),
      memoryShare: share,
    })
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 100 }), (observations) => {
        let tuning = startTuning({ min: 4, max: 100 })
        for (const observation of observations) {
          tuning = tunedConcurrency(tuning, observation, { min: 4, max: 100 })
          expect(tuning.limit).toBeGreaterThanOrEqual(4)
          expect(tuning.limit).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
})
