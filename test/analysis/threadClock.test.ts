import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createThreadClocks, sharedTime } from '../../src/analysis/threadClock.ts'

const TIMEOUT_MS = 1000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function createClocks() {
  const loadingSince = sharedTime()
  loadingSince[0] = Date.now()
  return createThreadClocks({ timeoutMs: TIMEOUT_MS, maxLoadingMs: 10_000, loadingSince })
}

test('a task has its time from when its thread has begun, whatever the one before had', () => {
  using clocks = createClocks()
  const { signal } = new AbortController()
  const first = clocks.start(signal)
  first.progress[0] = Date.now()
  vi.advanceTimersByTime(TIMEOUT_MS - 1)
  first.end(true)

  const second = clocks.start(signal)
  expect(second.progress[0]).toBe(0)
  vi.advanceTimersByTime(TIMEOUT_MS)
  second.progress[0] = Date.now()
  vi.advanceTimersByTime(TIMEOUT_MS - 1)
  expect([second.signal.aborted, second.passed]).toEqual([false, null])
  vi.advanceTimersByTime(1)
  expect([second.signal.aborted, second.passed]).toEqual([true, 'analysis'])
})

test.each([
  { how: 'was not answered', isLate: false, isAnswered: false },
  { how: 'was stopped when its answer came', isLate: true, isAnswered: true },
])('the clock of a task that $how is not used again', ({ isLate, isAnswered }) => {
  using clocks = createClocks()
  const { signal } = new AbortController()
  const first = clocks.start(signal)
  first.progress[0] = Date.now()
  if (isLate) vi.advanceTimersByTime(TIMEOUT_MS)
  first.end(isAnswered)
  const second = clocks.start(signal)
  expect(second.progress).not.toBe(first.progress)
  expect([second.signal.aborted, second.passed]).toEqual([false, null])
  second.end(true)
  expect(clocks.start(signal).progress).toBe(second.progress)
})

test('a run that is stopped stops its tasks, and no others', () => {
  using clocks = createClocks()
  const run = new AbortController()
  const stopped: string[] = []
  const ended = clocks.start(run.signal)
  ended.end(true)
  for (const [name, signal] of [
    ['own', run.signal],
    ['also own', run.signal],
    ['other', new AbortController().signal],
  ] as const) {
    clocks.start(signal).signal.addEventListener('abort', () => stopped.push(name))
  }
  run.abort()
  expect(stopped).toEqual(['own', 'also own'])
})
