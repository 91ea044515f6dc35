import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diskForecast } from '../../src/forecast/diskForecast.ts'
import { memoryForecast } from '../../src/forecast/memoryForecast.ts'
import { type RunWork, runForecast } from '../../src/forecast/runForecast.ts'

const work = (facts: Partial<RunWork> = {}): RunWork => ({
  longestHostMs: 0,
  asked: 1000,
  fetchMs: 100_000,
  slots: 50,
  analysisMs: 20_000,
  threads: 2,
  cores: 2,
  merged: 1000,
  isCompared: false,
  ...facts,
})

describe('how long a run takes', () => {
  test.each([
    ['the host', { longestHostMs: 60_000 }, 'host', 60_000],
    ['the fetch slots', { fetchMs: 4_000_000 }, 'slots', 80_000],
    ['the threads', { analysisMs: 200_000, cores: 8 }, 'analysis', 100_000],
    ['the cores', { analysisMs: 200_000, threads: 8, cores: 2 }, 'analysis', 100_750],
    ['the main thread, where there is no other', { analysisMs: 50_000, threads: 0 }, 'main-thread', 51_500],
  ] as const)('is bound by %s', (_, facts, boundBy, workMs) => {
    const forecast = runForecast(work(facts))
    expect(forecast.boundBy).toBe(boundBy)
    expect(forecast.ms).toBeCloseTo(300 + workMs + forecast.parts.mergeMs)
  })

  test('has the merge of all pages after it, asked for or not', () => {
    const { ms, parts, boundBy } = runForecast(
      work({ asked: 0, fetchMs: 0, analysisMs: 0, merged: 100_000, isCompared: true }),
    )
    expect({ ms, boundBy }).toEqual({ ms: 300 + parts.mergeMs, boundBy: 'merge' })
    expect(parts.mergeMs).toBeGreaterThan(100_000)
  })

  test('is a moment where there is nothing to do', () => {
    const nothing = work({ asked: 0, fetchMs: 0, analysisMs: 0, merged: 0 })
    expect(runForecast(nothing)).toMatchObject({ ms: 300, boundBy: 'start' })
  })

  test('is never shorter for more work, or with less to do it with', () => {
    const some = fc.record({
      longestHostMs: fc.nat(1e6),
      asked: fc.nat(1e5),
      fetchMs: fc.nat(1e9),
      slots: fc.integer({ min: 2, max: 512 }),
      analysisMs: fc.nat(1e8),
      threads: fc.integer({ min: 2, max: 64 }),
      cores: fc.integer({ min: 2, max: 64 }),
      merged: fc.nat(1e6),
      isCompared: fc.boolean(),
    })
    fc.assert(
      fc.property(some, (known) => {
        const { ms } = runForecast(known)
        for (const more of ['longestHostMs', 'asked', 'fetchMs', 'analysisMs', 'merged'] as const)
          expect(runForecast({ ...known, [more]: known[more] + 100 }).ms).toBeGreaterThanOrEqual(ms)
        for (const less of ['slots', 'threads', 'cores'] as const)
          expect(runForecast({ ...known, [less]: known[less] - 1 }).ms).toBeGreaterThanOrEqual(ms)
      }),
    )
  })
})

describe('how much room a run takes', () => {
  const facts = {
    pages: 1000,
    newPages: 400,
    jsonBytes: 40_000,
    bodyBytes: 100_000,
    stateFolder: '/state',
    outputs: [{ folder: '/out', share: 0.5 }],
    savePages: null,
  }

  test('the state grows by the pages that it does not have, and an output is written whole', () => {
    const [state, output] = diskForecast(facts)
    expect(state).toMatchObject({ folder: '/state', what: 'state' })
    expect(state?.bytes).toBeGreaterThan(400 * 40_000)
    expect(state?.bytes).toBeLessThan(2 * 400 * 40_000)
    expect(output).toEqual({ folder: '/out', what: 'output', bytes: 20_000_000 })
  })

  test('an output that was written before tells how large it is', () => {
    const outputs = [{ folder: '/out', share: 0.5, knownBytesPerPage: 7 }]
    expect(diskForecast({ ...facts, outputs })[1]?.bytes).toBe(7000)
  })

  test('pages that are kept take what they are', () => {
    expect(diskForecast({ ...facts, savePages: '/kept' })[2]).toEqual({
      folder: '/kept',
      what: 'pages',
      bytes: 40_000_000,
    })
  })

  test('memory is that of the process, its threads, its buffer and its pages', () => {
    const few = memoryForecast({ threads: 0, maxBufferedBytes: 0, pages: 0, isCompared: true })
    const many = memoryForecast({ threads: 2, maxBufferedBytes: 1000, pages: 1_000_000, isCompared: true })
    expect(many.bytes - few.bytes).toBe(2 * 75_000_000 + 1000 + 400_000_000)
    expect(many.bytes).toBe(Object.values(many.parts).reduce((sum, bytes) => sum + bytes, 0))
  })
})
