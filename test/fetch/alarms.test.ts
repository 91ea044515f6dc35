import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAlarms } from '../../src/fetch/alarms.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Alarms that note when each of them rang. */
function ringing() {
  const alarms = createAlarms()
  const rung: string[] = []
  const begin = performance.now()
  const set = (delayMs: number, name = String(delayMs)) =>
    alarms.set(delayMs, () => void rung.push(`${name} at ${Math.round(performance.now() - begin)}`))
  return { alarms, rung, set }
}

describe('alarms', () => {
  test('ring at their times, in whatever order they were set', async () => {
    const { set, rung } = ringing()
    for (const delayMs of [500, 100, 300]) set(delayMs)
    await vi.advanceTimersByTimeAsync(1000)
    expect(rung).toEqual(['100 at 100', '300 at 300', '500 at 500'])
  })

  test('that are cleared do not ring, whoever clears them', async () => {
    const { alarms, set, rung } = ringing()
    const third = set(300)
    alarms.set(100, () => alarms.clear(third))
    alarms.clear(set(200))
    await vi.advanceTimersByTimeAsync(1000)
    expect(rung).toEqual([])
  })

  test('may be set while others ring', async () => {
    const { alarms, set, rung } = ringing()
    alarms.set(100, () => void set(50, 'next'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(rung).toEqual(['next at 150'])
  })

  test('use one timer, however many there are, and none when they are over', async () => {
    const { alarms, set } = ringing()
    for (let i = 0; i < 1000; i += 1) set(1000 + i)
    expect(vi.getTimerCount()).toBe(1)
    alarms[Symbol.dispose]()
    expect(vi.getTimerCount()).toBe(0)
  })
})
