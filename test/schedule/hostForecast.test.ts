import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type HostWork, hostForecastMs } from '../../src/schedule/hostForecast.ts'
import type { PageOutcome } from '../../src/types.ts'
import { createMemoryQueue } from '../support/memoryQueue.ts'
import { drain, ok, pages } from './support/drain.ts'

const work = (facts: Partial<HostWork> = {}): HostWork => ({
  pages: 100,
  fetchMs: 50,
  turnsPerPage: 1,
  pace: { slots: 4, intervalMs: 0 },
  learnedMs: 0,
  ...facts,
})

const anyWork = fc.record({
  pages: fc.integer({ min: 0, max: 5000 }),
  fetchMs: fc.integer({ min: 1, max: 5000 }),
  turnsPerPage: fc.integer({ min: 1, max: 3 }),
  pace: fc.record({ slots: fc.integer({ min: 1, max: 64 }), intervalMs: fc.nat(5000) }),
  learnedMs: fc.nat(10_000),
})

describe('how long a host takes', () => {
  test('is bound by its slots where there is no interval', () => {
    expect(hostForecastMs(work({ pages: 101 }))).toBe(50 + 100 * (50 / 4))
  })

  test('is bound by its interval, with half of what is added to it at the most', () => {
    const pace = { slots: 4, intervalMs: 1000 }
    expect(hostForecastMs(work({ pages: 5201, pace }))).toBeCloseTo(50 + 5200 * 1100)
  })

  test('counts the turn that a redirect takes', () => {
    const pace = { slots: 4, intervalMs: 1000 }
    expect(hostForecastMs(work({ pages: 100, turnsPerPage: 2, pace }))).toBeCloseTo(25 + 199 * 1100)
  })

  test('begins at the learned interval, and leaves it with every page', () => {
    const learned = hostForecastMs(work({ pages: 200, learnedMs: 1000 }))
    const geometric = (1000 * 1.1) / 0.05
    expect(learned).toBeGreaterThan(0.9 * geometric)
    expect(learned).toBeLessThan(geometric + hostForecastMs(work({ pages: 200 })))
  })

  test('is never shorter for more pages, a longer interval or fewer slots', () => {
    fc.assert(
      fc.property(anyWork, (some) => {
        const ms = hostForecastMs(some)
        const { pace } = some
        expect(hostForecastMs({ ...some, pages: some.pages + 1 })).toBeGreaterThanOrEqual(ms)
        const slower = { ...pace, intervalMs: pace.intervalMs + 1 }
        expect(hostForecastMs({ ...some, pace: slower, learnedMs: 0 })).toBeGreaterThanOrEqual(
          hostForecastMs({ ...some, learnedMs: 0 }),
        )
        const narrower = { ...pace, slots: Math.max(1, pace.slots - 1) }
        expect(hostForecastMs({ ...some, pace: narrower })).toBeGreaterThanOrEqual(ms)
      }),
    )
  })

  test('is what the schedule then takes', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const executePage = async (): Promise<PageOutcome> => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      return ok
    }
    const paces = [
      { slots: 2, intervalMs: 200 },
      { slots: 1, intervalMs: 200 },
      { slots: 4, intervalMs: 0 },
    ]
    for (const pace of paces) {
      const startedAt = Date.now()
      const { slots: concurrency, intervalMs } = pace
      const run = drain({
        queue: createMemoryQueue(pages('a.example', 40)),
        executePage,
        mannersOf: () => ({ concurrency, intervalMs }),
        random: () => 0.5,
      })
      let tookMs = 0
      void run.then(() => {
        tookMs = Date.now() - startedAt
      })
      while (tookMs === 0) await vi.advanceTimersByTimeAsync(10)
      const forecastMs = hostForecastMs(work({ pages: 40, fetchMs: 300, pace }))
      expect(tookMs / forecastMs).toBeGreaterThan(0.9)
      expect(tookMs / forecastMs).toBeLessThan(1.1)
    }
  })
})
