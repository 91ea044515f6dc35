import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { asString } from '../../src/config/utf8.ts'
import type { ExecutePage, HostSignal } from '../../src/types.ts'
import { createMapMemory, createMemoryQueue } from '../support/memoryQueue.ts'
import { failed, never, type Options, ok, pages, scheduleOf, signal } from './support/drain.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Answer = Partial<HostSignal> & { readonly statusCode?: number }

/** A network where a function says what each request hears; what is not 200 fails with that status. */
function createNetwork(answerTo: (url: string, count: number) => Answer) {
  const asked: { readonly url: string; readonly at: number }[] = []
  const begin = Date.now()
  const executePage: ExecutePage = async ({ url }, { onFetched }) => {
    asked.push({ url, at: Date.now() - begin })
    const { statusCode = 200, ...heard } = answerTo(url, asked.length)
    await new Promise((resolve) => setTimeout(resolve, 10))
    onFetched(signal(new URL(url).origin, heard))
    return statusCode === 200 ? ok : failed({ code: 'http-status', statusCode })
  }
  return { executePage, asked, timesAt: (host: string) => timesAt(asked, host) }
}

const timesAt = (asked: readonly { url: string; at: number }[], host: string): number[] =>
  asked.filter(({ url }) => new URL(url).hostname === host).map(({ at }) => at)

async function drained(options: Options): Promise<void> {
  const schedule = scheduleOf(options)
  schedule.endInput()
  const run = schedule.run(never, 0)
  await vi.advanceTimersByTimeAsync(7_200_000)
  expect(await Promise.race([run, 'still running'])).toBe('finished')
}

const tooFast = (pauseMs = 0): Answer => ({ statusCode: 429, pace: 'too-fast', pauseMs })

describe('a host that asks to be left alone', () => {
  test('is, with all of its pages, and nobody else is kept waiting', async () => {
    const { executePage, timesAt } = createNetwork((_url, count) => (count === 1 ? tooFast(2000) : {}))
    const queue = createMemoryQueue([...pages('busy.example', 9), ...pages('calm.example', 8)])
    await drained({ queue, executePage, perHost: 1, retries: 1 })
    const [first, ...later] = timesAt('busy.example')
    expect(first).toBe(0)
    expect(Math.min(...later)).toBeGreaterThanOrEqual(2010)
    expect(Math.max(...timesAt('calm.example'))).toBeLessThan(100)
    expect(queue.finished.every(({ result }) => result.status === 'ok')).toBe(true)
  })

  test('is left alone by the next start too', async () => {
    const memory = createMapMemory()
    memory.saveHost('busy.example', { intervalMs: 0, pausedUntil: Date.now() + 5000, refusedUntil: 0 })
    const { executePage, timesAt } = createNetwork(() => ({}))
    await drained({ queue: createMemoryQueue(pages('busy.example', 2)), memory, executePage })
    expect(timesAt('busy.example')).toEqual([5000, 5000])
  })

  test('for longer than anybody waits is asked for nothing more: its pages fail alike', async () => {
    const { executePage, asked } = createNetwork(() => tooFast(61_000))
    const queue = createMemoryQueue([...pages('closed.example', 500), ...pages('open.example', 1)])
    await drained({ queue, executePage, perHost: 3, retries: 3 })
    expect(asked.filter(({ url }) => url.includes('closed'))).toHaveLength(3)
    const rows = queue.finished.filter(({ url }) => url.includes('closed'))
    expect(rows).toHaveLength(500)
    for (const { result } of rows) {
      expect(JSON.parse(asString(result.json)).failure).toEqual({
        stage: 'fetch',
        code: 'retry-after-too-long',
        message: 'the host asks to be left alone for longer than 60000 ms',
        attempts: 0,
      })
    }
  })

  test('in an earlier run is asked for nothing at all, however many pages it has', async () => {
    const memory = createMapMemory()
    const refusedUntil = Date.now() + 3_600_000
    memory.saveHost('closed.example', { intervalMs: 0, pausedUntil: 0, refusedUntil })
    const queue = createMemoryQueue(pages('closed.example', 1500))
    await drained({ queue, memory, executePage: createNetwork(() => ({})).executePage })
    expect(queue.finished).toHaveLength(1500)
  })

  test('is asked again once that time has passed', async () => {
    const memory = createMapMemory()
    const refusedUntil = Date.now() + 100_000
    memory.saveHost('closed.example', { intervalMs: 0, pausedUntil: 0, refusedUntil })
    const { executePage, asked } = createNetwork(() => ({}))
    const queue = createMemoryQueue(pages('closed.example', 1))
    const schedule = scheduleOf({ queue, memory, executePage })
    const run = schedule.run(never, 0)
    await vi.advanceTimersByTimeAsync(100_001)
    expect(asked).toEqual([])
    queue.add(['https://closed.example/later'])
    schedule.wake()
    schedule.endInput()
    await vi.advanceTimersByTimeAsync(1000)
    await run
    expect(asked.map(({ url }) => url)).toEqual(['https://closed.example/later'])
  })
})

describe('a host that is asked too fast', () => {
  test('is asked more slowly, and answering 429 never makes it faster', async () => {
    const { executePage, timesAt } = createNetwork(() => tooFast())
    const queue = createMemoryQueue(pages('busy.example', 12))
    await drained({ queue, executePage, perHost: 4, retries: 0 })
    const times = timesAt('busy.example')
    const gaps = times.slice(4).map((at, i) => at - (times[i + 3] ?? 0))
    expect(times.slice(0, 4)).toEqual([0, 0, 0, 0])
    expect(gaps[0]).toBeGreaterThanOrEqual(100)
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b))
  })

  test('gets its speed back slowly when it answers well again', async () => {
    const { executePage, timesAt } = createNetwork((_url, count) => (count <= 4 ? tooFast() : {}))
    const queue = createMemoryQueue(pages('busy.example', 400))
    await drained({ queue, executePage, perHost: 4 })
    const times = timesAt('busy.example')
    expect((times[10] ?? 0) - (times[9] ?? 0)).toBeGreaterThan(50)
    expect((times[399] ?? 0) - (times[390] ?? 0)).toBeLessThan(50)
  })

  test('is asked as slowly in the next run', async () => {
    const memory = createMapMemory()
    const once = createNetwork(() => tooFast())
    await drained({
      queue: createMemoryQueue(pages('busy.example', 4)),
      memory,
      executePage: once.executePage,
    })
    const learnedMs = memory.hosts.get('busy.example')?.intervalMs ?? 0
    expect(learnedMs).toBeGreaterThanOrEqual(100)
    const next = createNetwork(() => ({}))
    await drained({
      queue: createMemoryQueue(pages('busy.example', 2)),
      memory,
      executePage: next.executePage,
    })
    const [first = 0, second = 0] = next.timesAt('busy.example')
    expect(second - first).toBeGreaterThanOrEqual(learnedMs * 0.9)
  })
})

test('an interval of a second or more outlives a kill within it', async () => {
  const memory = createMapMemory()
  const mannersOf = () => ({ concurrency: 4, intervalMs: 10_000 })
  const first = createNetwork(() => ({}))
  const killed = scheduleOf({
    queue: createMemoryQueue(pages('a.example', 9)),
    memory,
    mannersOf,
    executePage: first.executePage,
  })
  void killed.run(never, 0)
  await vi.advanceTimersByTimeAsync(2000)
  const second = createNetwork(() => ({}))
  await drained({
    queue: createMemoryQueue(pages('a.example', 1)),
    memory,
    mannersOf,
    executePage: second.executePage,
  })
  expect(second.timesAt('a.example')).toEqual([8000])
})
