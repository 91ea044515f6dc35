import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRunControl } from '../src/runControl.ts'

describe('a run that may take so long', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const controlOf = (maxRuntimeMs: number | null, onOutOfTime = () => {}) =>
    createRunControl({ signal: undefined, maxRuntimeMs, onOutOfTime })

  test('is stopped then as somebody would stop it, and says so', () => {
    const told = vi.fn()
    using control = controlOf(3_000_000, told)
    vi.advanceTimersByTime(2_999_999)
    expect([control.signal.aborted, told.mock.calls.length]).toEqual([false, 0])
    vi.advanceTimersByTime(1)
    expect([control.signal.aborted, told.mock.calls.length, control.outcome]).toEqual([
      true,
      1,
      'interrupted',
    ])
  })

  test('leaves no timer behind, nor has one without a bound', () => {
    const bounded = controlOf(1000)
    expect(vi.getTimerCount()).toBe(1)
    bounded[Symbol.dispose]()
    using _endless = controlOf(null)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('may have more of it than a timer can wait', () => {
    using control = controlOf(30 * 86_400_000)
    vi.advanceTimersByTime(30 * 86_400_000 - 1)
    expect(control.signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(control.signal.aborted).toBe(true)
  })
})
