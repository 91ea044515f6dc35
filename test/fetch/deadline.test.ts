import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAlarms } from '../../src/fetch/alarms.ts'
import { createDeadlines, unlessEnded } from '../../src/fetch/deadline.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function started(timeoutMs: number) {
  const run = new AbortController()
  const deadlines = createDeadlines(createAlarms())
  return { run, deadlines, deadline: deadlines.start(timeoutMs, run.signal) }
}

describe('a deadline', () => {
  test('ends when its time is over, once', async () => {
    const { deadline, run } = started(100)
    const told: Error[] = []
    const onEnd = (reason: Error): void => void told.push(reason)
    deadline.onEnd = onEnd
    await vi.advanceTimersByTimeAsync(99)
    expect([deadline.passed, deadline.reason]).toEqual([false, undefined])
    expect(Math.round(deadline.remainingMs())).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    run.abort(new Error('the run'))
    expect(deadline.passed).toBe(true)
    expect(told).toEqual([deadline.reason])
    expect(deadline.remainingMs()).toBe(0)
  })

  test('ends with the run, and says that it was not the time', () => {
    const { deadline, run, deadlines } = started(100)
    const other = deadlines.start(100, run.signal)
    run.abort(new Error('the run'))
    expect([deadline.reason?.message, other.reason?.message]).toEqual(['the run', 'the run'])
    expect(deadline.passed).toBe(false)
    expect(deadlines.start(100, run.signal).reason?.message).toBe('the run')
  })

  test('that is stopped never ends', async () => {
    const { deadline, run } = started(100)
    deadline.stop()
    await vi.advanceTimersByTimeAsync(1000)
    run.abort(new Error('the run'))
    expect(deadline.reason).toBeUndefined()
  })
})

describe('waiting for work', () => {
  test('gives what the work gives', async () => {
    const { deadline } = started(100)
    expect(await unlessEnded(Promise.resolve(7), deadline)).toBe(7)
    await expect(unlessEnded(Promise.reject(new Error('x')), deadline)).rejects.toThrow('x')
    expect(deadline.onEnd).toBeUndefined()
  })

  test('ends with the deadline, also when that had ended before', async () => {
    const { deadline } = started(100)
    const waiting = unlessEnded(new Promise(() => {}), deadline)
    const expected = expect(waiting).rejects.toThrow('the time of the attempt is over')
    await vi.advanceTimersByTimeAsync(100)
    await expected
    await expect(unlessEnded(Promise.resolve(7), deadline)).rejects.toThrow('the time')
  })
})
