import { describe, expect, test } from 'vitest'
import { createHostPaces } from '../../src/schedule/hostPaces.ts'

const HOST = 'a.example'

/** Paces whose clock is in the test's hands, and what they have told of learned intervals. */
function pacesOf(manners = { concurrency: 8, intervalMs: 0 }, learnedMs?: number) {
  const clock = { now: 1_000_000, looks: 0 }
  const told: number[] = []
  const learned = new Map<string, number>()
  if (learnedMs !== undefined) learned.set(HOST, learnedMs)
  const paces = createHostPaces({
    mannersOf: () => {
      clock.looks += 1
      return manners
    },
    now: () => clock.now,
    learned: (host) => learned.get(host),
    onLearned: (host, intervalMs) => {
      told.push(intervalMs)
      learned.set(host, intervalMs)
    },
  })
  /** What an attempt tells that has begun a moment ago, and after all before it. */
  const signal = (pace: 'welcome' | 'too-fast' | 'unknown', pauseMs = 0) => {
    clock.now += 1
    return paces.hear(HOST, pace, pauseMs, clock.now)
  }
  const signals = (pace: 'welcome' | 'too-fast' | 'unknown', count: number) => {
    for (let i = 0; i < count; i += 1) signal(pace)
    return paces.of(HOST)
  }
  const startEvery = (gapMs: number, count: number) => {
    for (let i = 0; i < count; i += 1) {
      clock.now += gapMs
      paces.started(HOST)
    }
  }
  return { clock, told, paces, signal, signals, startEvery }
}

describe('a host that is asked too fast', () => {
  test('has half its slots, and twice the time between the starts that it had', () => {
    const { paces, signal, startEvery } = pacesOf()
    startEvery(150, 20)
    expect(signal('too-fast')).toEqual({ slots: 4, intervalMs: 300 })
    expect(paces.of(HOST)).toEqual({ slots: 4, intervalMs: 300 })
    expect(paces.of('b.example')).toEqual({ slots: 8, intervalMs: 0 })
    expect(signal('too-fast')).toEqual({ slots: 2, intervalMs: 600 })
  })

  test('waits at least a tenth of a second, however fast it was asked', () => {
    const { signal, startEvery } = pacesOf()
    startEvery(1, 100)
    expect(signal('too-fast')).toEqual({ slots: 4, intervalMs: 100 })
  })

  test('is measured by its last starts', () => {
    const { signal, startEvery } = pacesOf()
    startEvery(400, 100)
    startEvery(100, 100)
    expect(signal('too-fast')?.intervalMs).toBeCloseTo(200, -1)
  })

  test('is measured over bursts as a whole', () => {
    const { clock, paces, signal } = pacesOf()
    for (let i = 0; i < 80; i += 1) {
      if (i % 8 === 0) clock.now += 1600
      paces.started(HOST)
    }
    expect(signal('too-fast')?.intervalMs).toBeGreaterThan(250)
    expect(paces.of(HOST).intervalMs).toBeLessThan(650)
  })

  test('is not slowed down for the time in which nothing was asked of it', () => {
    const { signal, startEvery } = pacesOf()
    startEvery(60, 10)
    startEvery(60_000, 1)
    startEvery(60, 2)
    expect(signal('too-fast')).toEqual({ slots: 4, intervalMs: 120 })
  })

  test('is measured anew after a pause', () => {
    const { signal, startEvery } = pacesOf()
    startEvery(60, 10)
    expect(signal('too-fast', 9000)).toEqual({ slots: 4, intervalMs: 120 })
    startEvery(9000, 1)
    startEvery(120, 3)
    expect(signal('too-fast', 9000)).toEqual({ slots: 2, intervalMs: 240 })
  })

  test('is asked one at a time and every 10 s at the least', () => {
    const { signals, told } = pacesOf()
    expect(signals('too-fast', 20)).toEqual({ slots: 1, intervalMs: 10_000 })
    expect(told).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10_000])
  })

  test('is asked no slower than it wished', () => {
    const { signal, signals, paces } = pacesOf()
    for (let i = 0; i < 20; i += 1) signal('too-fast', 2000)
    expect(paces.of(HOST)).toEqual({ slots: 1, intervalMs: 2000 })
    expect(signal('too-fast', 30_000)).toEqual({ slots: 1, intervalMs: 4000 })
    expect(signals('too-fast', 5)).toEqual({ slots: 1, intervalMs: 10_000 })
    expect(signal('too-fast', 2000)).toBeUndefined()
    expect(signal('too-fast', 30_000)).toEqual({ slots: 1, intervalMs: 20_000 })
  })

  test('is not asked faster than ten times a second for a short wish', () => {
    const { signal } = pacesOf()
    expect(signal('too-fast', 3)).toEqual({ slots: 4, intervalMs: 100 })
  })

  test('keeps a configured interval beyond that', () => {
    const { signals, told } = pacesOf({ concurrency: 2, intervalMs: 60_000 })
    expect(signals('too-fast', 5)).toEqual({ slots: 1, intervalMs: 60_000 })
    expect(told).toEqual([])
    expect(signals('welcome', 1)).toEqual({ slots: 2, intervalMs: 60_000 })
  })
})

describe('requests that were in flight together', () => {
  test('slow their host down once', () => {
    const { clock, paces } = pacesOf()
    const startedAt = clock.now
    clock.now += 500
    const changes = Array.from({ length: 8 }, () => paces.hear(HOST, 'too-fast', 0, startedAt))
    expect(changes).toEqual([{ slots: 4, intervalMs: 100 }, ...Array(7).fill(undefined)])
  })

  test('do so even when they are answered in the millisecond in which they began', () => {
    const { clock, paces } = pacesOf()
    for (let i = 0; i < 8; i += 1) paces.hear(HOST, 'too-fast', 0, clock.now)
    expect(paces.of(HOST)).toEqual({ slots: 4, intervalMs: 100 })
  })

  test('neither restore nor slow it by what they tell later', () => {
    const { clock, paces, signals } = pacesOf()
    const startedAt = clock.now
    clock.now += 500
    paces.hear(HOST, 'too-fast', 0, startedAt)
    for (let i = 0; i < 100; i += 1) expect(paces.hear(HOST, 'welcome', 0, startedAt)).toBeUndefined()
    expect(paces.of(HOST)).toEqual({ slots: 4, intervalMs: 100 })
    expect(signals('welcome', 100)).toEqual({ slots: 8, intervalMs: 0 })
    expect(paces.hear(HOST, 'too-fast', 0, startedAt)).toBeUndefined()
  })
})

describe('a host that was slowed down', () => {
  test('comes back by 5 % a success, and a slot after as many as there are slots', () => {
    const { signal, signals } = pacesOf()
    signals('too-fast', 5)
    expect(signal('welcome')).toEqual({ slots: 2, intervalMs: 1520 })
    expect(signal('welcome')).toEqual({ slots: 2, intervalMs: 1444 })
    expect(signal('welcome')).toEqual({ slots: 3, intervalMs: 1600 * 0.95 * 0.95 * 0.95 })
    expect(signals('welcome', 2).slots).toBe(3)
    expect(signals('welcome', 1).slots).toBe(4)
  })

  test('is at its own pace again once the difference is not felt', () => {
    const { signals, signal } = pacesOf()
    signals('too-fast', 1)
    const almost = signals('welcome', 31)
    expect(almost.slots).toBe(8)
    expect(almost.intervalMs).toBeCloseTo(100 * 0.95 ** 31)
    expect(signal('welcome')).toEqual({ slots: 8, intervalMs: 0 })
    expect(signal('welcome')).toBeUndefined()
  })

  test('is forgotten then: no success costs more than before', () => {
    const { clock, signals } = pacesOf()
    signals('too-fast', 3)
    signals('welcome', 200)
    clock.looks = 0
    signals('welcome', 1000)
    // The one is that of asking for the pace itself.
    expect(clock.looks).toBe(1)
  })

  test('never comes back by signals that tell nothing', () => {
    const { signals, signal } = pacesOf()
    const slowed = signals('too-fast', 3)
    expect(signal('unknown')).toBeUndefined()
    expect(signals('unknown', 1000)).toEqual(slowed)
  })
})

describe('the host’s own wish', () => {
  test('is the least interval from then on, the largest of several', () => {
    const { paces } = pacesOf({ concurrency: 8, intervalMs: 500 })
    expect(paces.setFloor(HOST, 100)).toEqual({ slots: 8, intervalMs: 500 })
    expect(paces.setFloor(HOST, 2000)).toEqual({ slots: 8, intervalMs: 2000 })
    expect(paces.setFloor(HOST, 1000)).toEqual({ slots: 8, intervalMs: 2000 })
    expect(paces.of(HOST)).toEqual({ slots: 8, intervalMs: 2000 })
  })

  test('is where a slower host comes back to', () => {
    const { paces, signals, told } = pacesOf()
    signals('too-fast', 4)
    expect(paces.setFloor(HOST, 2000)).toEqual({ slots: 1, intervalMs: 2000 })
    expect(signals('too-fast', 1)).toEqual({ slots: 1, intervalMs: 4000 })
    expect(signals('welcome', 200)).toEqual({ slots: 8, intervalMs: 2000 })
    expect(told.at(-1)).toBe(0)
  })
})

describe('what is learned', () => {
  test('is told with every slow-down, after notable changes, and when it is over', () => {
    const { told, signals } = pacesOf()
    signals('too-fast', 2)
    expect(told).toEqual([100, 200])
    signals('welcome', 200)
    const restoring = told.slice(1)
    expect(restoring.at(-1)).toBe(0)
    expect(restoring.length).toBeLessThan(12)
    expect(restoring.every(Number.isInteger)).toBe(true)
    for (const [i, intervalMs] of restoring.slice(1).entries()) {
      expect(intervalMs).toBeLessThanOrEqual(0.75 * (restoring[i] ?? 0) + 0.5)
    }
  })

  test('is where the next run begins', () => {
    const { paces, signals, told } = pacesOf({ concurrency: 4, intervalMs: 0 }, 1000)
    expect(paces.of(HOST)).toEqual({ slots: 4, intervalMs: 1000 })
    expect(paces.of('b.example')).toEqual({ slots: 4, intervalMs: 0 })
    expect(signals('welcome', 200)).toEqual({ slots: 4, intervalMs: 0 })
    expect(told.at(-1)).toBe(0)
    expect(paces.of(HOST)).toEqual({ slots: 4, intervalMs: 0 })
  })

  test('is gone on from when the next run is too fast as well', () => {
    const { signal } = pacesOf({ concurrency: 4, intervalMs: 0 }, 1000)
    expect(signal('too-fast')).toEqual({ slots: 2, intervalMs: 2000 })
  })

  test.each([0, -5, Number.NaN, Infinity, 400])('is no reason to be faster: %d', (learnedMs) => {
    const { paces } = pacesOf({ concurrency: 4, intervalMs: 500 }, learnedMs)
    expect(paces.of(HOST)).toEqual({ slots: 4, intervalMs: 500 })
  })
})
