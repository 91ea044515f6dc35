import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Breakers, createBreakers } from '../../src/schedule/breakers.ts'
import type { OriginMemory } from '../../src/schedule/scheduleMemory.ts'

const ORIGIN = 'https://dead.example'

interface Plan {
  readonly attempts: number
  readonly inFlight: number
  /** How long each attempt takes, in turn. */
  readonly durationsMs: readonly number[]
  /** After these numbers of failures the program is killed and started again. */
  readonly kills: readonly number[]
}

/**
 * Runs a list whose every attempt fails, as the schedule does. A page that is kept back stays on the list; those in
 * flight during a kill are asked for again.
 */
function runDeadOrigin({ attempts, inFlight, durationsMs, kills }: Plan) {
  const clock = { now: 0 }
  const memory = new Map<string, OriginMemory>()
  let mostProbes = 0
  let failed = 0
  let left = attempts
  let begun = 0
  let flying: { readonly startedAt: number; readonly endsAt: number; readonly isProbe: boolean }[] = []
  let breakers = start()

  function start(): Breakers {
    return createBreakers({
      now: () => clock.now,
      known: [...memory],
      onChange: (origin, change) => {
        if (change !== undefined) memory.set(origin, change)
      },
    })
  }
  const isOpen = (): boolean => (memory.get(ORIGIN)?.failures ?? 0) >= 5
  const launch = (): void => {
    while (left > 0 && flying.length < inFlight && breakers.gate(ORIGIN) === 'go') {
      left -= 1
      const durationMs = durationsMs[begun % durationsMs.length] ?? 1
      begun += 1
      flying.push({ startedAt: clock.now, endsAt: clock.now + durationMs, isProbe: isOpen() })
    }
    mostProbes = Math.max(mostProbes, flying.filter(({ isProbe }) => isProbe).length)
  }
  const land = (): void => {
    const first = flying.reduce((a, b) => (b.endsAt < a.endsAt ? b : a))
    flying = flying.filter((other) => other !== first)
    clock.now = Math.max(clock.now, first.endsAt)
    breakers.hear(ORIGIN, false, first.startedAt)
    failed += 1
    if (!kills.includes(failed)) return
    left += flying.length
    flying = []
    breakers = start()
  }

  for (let turns = 0; turns < 1000; turns += 1) {
    launch()
    breakers.takeReady()
    const cooledAt = left > 0 && flying.length < inFlight ? breakers.nextTime() : undefined
    const landsAt = Math.min(...flying.map(({ endsAt }) => endsAt))
    if (cooledAt !== undefined && cooledAt < landsAt) clock.now = cooledAt
    else if (flying.length > 0) land()
    else break
  }
  const isGivenUpByProbes = breakers.isGivenUp(ORIGIN)
  breakers.giveUpHopeless()
  return {
    isGivenUp: breakers.isGivenUp(ORIGIN),
    isGivenUpByProbes,
    left,
    failed,
    mostProbes,
    tookMs: clock.now,
  }
}

const plans = fc.record({
  attempts: fc.integer({ min: 0, max: 40 }),
  inFlight: fc.integer({ min: 1, max: 20 }),
  durationsMs: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 8 }),
  kills: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
})

test('a dead origin is given up exactly when eight attempts fail, however many are in flight', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const end = runDeadOrigin(plan)
      expect(end.isGivenUp).toBe(plan.attempts >= 8)
      // Nothing is kept back for good: whatever was not asked for has been given up.
      if (plan.attempts < 8) expect(end).toMatchObject({ failed: plan.attempts, left: 0 })
      if (end.left > 0) expect(end.isGivenUpByProbes).toBe(true)
      expect(end.mostProbes).toBeLessThanOrEqual(1)
    }),
    { numRuns: 500 },
  )
})

test('a long list of a dead origin costs seconds: what was in flight, and three probes', () => {
  const plan = { durationsMs: [10], kills: [] }
  expect(runDeadOrigin({ ...plan, attempts: 1000, inFlight: 1 })).toMatchObject({ failed: 8, tookMs: 14_080 })
  expect(runDeadOrigin({ ...plan, attempts: 1000, inFlight: 8 })).toMatchObject({ tookMs: 14_040 })
})
