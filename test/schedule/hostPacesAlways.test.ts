import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHostPaces } from '../../src/schedule/hostPaces.ts'

const HOST = 'a.example'
const LONGEST_BY_OURSELVES_MS = 10_000

const manners = fc.record({
  concurrency: fc.integer({ min: 1, max: 64 }),
  intervalMs: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 30_000, noNaN: true })),
})
const pauses = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60_000 }))
const gaps = fc.integer({ min: 0, max: 20_000 })
const tooFast = fc.record({ kind: fc.constant('too-fast' as const), pauseMs: pauses, gapMs: gaps })
const anything = fc.oneof(
  tooFast,
  fc.record({ kind: fc.constantFrom('welcome' as const, 'unknown' as const), pauseMs: pauses, gapMs: gaps }),
  fc.record({ kind: fc.constant('start' as const), pauseMs: fc.constant(0), gapMs: gaps }),
  fc.record({ kind: fc.constant('floor' as const), pauseMs: pauses, gapMs: gaps }),
)
type Event = typeof anything extends fc.Arbitrary<infer E> ? E : never

function pacesOf(base: { concurrency: number; intervalMs: number }) {
  const clock = { now: 0 }
  const learned = new Map<string, number>()
  const paces = createHostPaces({
    mannersOf: () => base,
    now: () => clock.now,
    learned: (host) => learned.get(host),
    onLearned: (host, intervalMs) => learned.set(host, intervalMs),
  })
  const take = ({ kind, pauseMs, gapMs }: Event): void => {
    clock.now += gapMs
    if (kind === 'start') paces.started(HOST)
    else if (kind === 'floor') paces.setFloor(HOST, pauseMs)
    else paces.hear(HOST, kind, pauseMs, clock.now)
  }
  return { clock, paces, take, learned }
}

describe('whatever a host tells', () => {
  test('its pace is never faster than its base, nor slower than allowed', () => {
    fc.assert(
      fc.property(manners, fc.array(anything, { maxLength: 60 }), (base, events) => {
        const { paces, take } = pacesOf(base)
        let floorMs = base.intervalMs
        let capMs = LONGEST_BY_OURSELVES_MS
        for (const event of events) {
          take(event)
          if (event.kind === 'floor') floorMs = Math.max(floorMs, event.pauseMs)
          if (event.kind === 'too-fast') capMs = Math.max(capMs, event.pauseMs)
          const { slots, intervalMs } = paces.of(HOST)
          expect(slots).toBeGreaterThanOrEqual(1)
          expect(slots).toBeLessThanOrEqual(base.concurrency)
          expect(intervalMs).toBeGreaterThanOrEqual(floorMs)
          expect(intervalMs).toBeLessThanOrEqual(Math.max(capMs, floorMs))
        }
      }),
    )
  })

  test('being too fast never makes us faster', () => {
    fc.assert(
      fc.property(
        manners,
        fc.array(anything, { maxLength: 20 }),
        fc.array(tooFast),
        (base, before, events) => {
          const { paces, take } = pacesOf(base)
          for (const event of before) take(event)
          for (const event of events) {
            const { slots, intervalMs } = paces.of(HOST)
            take(event)
            expect(paces.of(HOST).slots).toBeLessThanOrEqual(slots)
            expect(paces.of(HOST).intervalMs).toBeGreaterThanOrEqual(intervalMs)
          }
        },
      ),
    )
  })

  test('the pace that is returned is the one that holds, and nothing is returned when it was so before', () => {
    fc.assert(
      fc.property(manners, fc.array(anything, { maxLength: 60 }), (base, events) => {
        const { clock, paces, take } = pacesOf(base)
        for (const { kind, pauseMs, gapMs } of events) {
          if (kind === 'start' || kind === 'floor') {
            take({ kind, pauseMs, gapMs } as Event)
            continue
          }
          const before = paces.of(HOST)
          clock.now += gapMs
          const changed = paces.hear(HOST, kind, pauseMs, clock.now)
          expect(paces.of(HOST)).toEqual(changed ?? before)
          if (changed !== undefined) expect(changed).not.toEqual(before)
        }
      }),
    )
  })

  test('enough successes bring back the base, exactly, and nothing remains learned', () => {
    fc.assert(
      fc.property(manners, fc.array(anything, { maxLength: 40 }), (base, events) => {
        const { paces, take, learned } = pacesOf(base)
        for (const event of events) take(event)
        const floorMs = events.reduce(
          (most, { kind, pauseMs }) => (kind === 'floor' ? Math.max(most, pauseMs) : most),
          base.intervalMs,
        )
        // A slot after as many successes as there are slots: 63 · 64 / 2 of them for 64.
        for (let i = 0; i < 2100; i += 1) take({ kind: 'welcome', pauseMs: 0, gapMs: 1 })
        expect(paces.of(HOST)).toEqual({ slots: base.concurrency, intervalMs: floorMs })
        expect(learned.get(HOST) ?? 0).toBe(0)
      }),
      { numRuns: 50 },
    )
  })
})
