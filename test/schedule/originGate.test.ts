import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { asString } from '../../src/config/utf8.ts'
import { unreachableResult } from '../../src/schedule/storedResults.ts'
import type { ExecutePage } from '../../src/types.ts'
import { createMapMemory, createMemoryQueue } from '../support/memoryQueue.ts'
import { failed, never, type Options, ok, pages, scheduleOf, signal } from './support/drain.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Hosts named `dead…` never answer; the others always do. Remembers who was asked, and when. */
function createNetwork(isDead = (url: string) => new URL(url).hostname.startsWith('dead')) {
  const asked: { readonly url: string; readonly at: number }[] = []
  const begin = Date.now()
  const executePage: ExecutePage = async ({ url }, { onFetched }) => {
    asked.push({ url, at: Date.now() - begin })
    await Promise.resolve()
    const { origin } = new URL(url)
    const dead = isDead(url)
    onFetched(signal(origin, dead ? { answered: false, pace: 'unknown' } : {}))
    return dead ? failed({ code: 'connection-refused' }) : ok
  }
  return { executePage, asked }
}

/** Runs the queue to its end, with the clock going as fast as it is asked for. Returns the time that took. */
async function drained(options: Options): Promise<number> {
  const schedule = scheduleOf(options)
  const begin = Date.now()
  schedule.endInput()
  const run = schedule.run(never, 0)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(await Promise.race([run, 'still running'])).toBe('finished')
  return begin
}

const outcomes = (queue: ReturnType<typeof createMemoryQueue>) =>
  queue.finished.map(({ url, result }) => {
    const { failure } = JSON.parse(asString(result.json))
    return `${url} ${failure?.code ?? 'ok'} ${failure?.attempts ?? ''}`.trim()
  })

describe('a dead origin', () => {
  test('is given up after five failures in a row and three probes that fail too, 2, 4 and 8 s later', async () => {
    const { executePage, asked } = createNetwork()
    const queue = createMemoryQueue(pages('dead.example', 1000))
    await drained({ queue, executePage, perHost: 1, retries: 3, random: () => 0.99 })
    expect(asked).toHaveLength(8)
    const probes = asked.slice(5).map(({ at }, i) => at - (asked[4 + i]?.at ?? 0))
    expect(probes.map((ms) => Math.round(ms / 100) / 10)).toEqual([2, 4, 8])
    expect(queue.finished).toHaveLength(1000)
    expect(new Set(outcomes(queue).map((line) => line.split(' ').slice(1).join(' ')))).toEqual(
      new Set(['host-unreachable 0']),
    )
  })

  test.each([
    [1, 1],
    [1, 8],
    [3, 64],
  ])('has the same rows with %i slots of its own as with %i', async (few, many) => {
    const rows = []
    for (const perHost of [few, many]) {
      const queue = createMemoryQueue([...pages('dead.example', 8), ...pages('dead-too.example', 7)])
      await drained({ queue, executePage: createNetwork().executePage, perHost, concurrency: 64 })
      rows.push(outcomes(queue).toSorted())
    }
    expect(rows[0]).toEqual(rows[1])
    expect(rows[0]?.filter((row) => row.endsWith('host-unreachable 0'))).toHaveLength(8)
    expect(rows[0]?.filter((row) => row.endsWith('connection-refused 1'))).toHaveLength(7)
  })

  test('does not keep the same host from answering on another port', async () => {
    const { executePage, asked } = createNetwork((url) => new URL(url).port === '81')
    const dead = Array.from({ length: 20 }, (_, i) => `http://a.example:81/${i}`)
    const alive = Array.from({ length: 20 }, (_, i) => `http://a.example:82/${i}`)
    const queue = createMemoryQueue(dead.flatMap((url, i) => [url, alive[i] ?? '']))
    await drained({ queue, executePage, perHost: 1 })
    expect(queue.finished.filter(({ result }) => result.status === 'ok')).toHaveLength(20)
    expect(Math.max(...asked.filter(({ url }) => url.includes(':82')).map(({ at }) => at))).toBeLessThan(100)
  })

  test('that answers a probe is asked for everything that had been kept back', async () => {
    let failures = 0
    const { executePage } = createNetwork(() => {
      failures += 1
      return failures <= 6
    })
    const queue = createMemoryQueue(pages('a.example', 50))
    await drained({ queue, executePage, perHost: 1, retries: 3, random: () => 0.5 })
    expect(queue.finished.every(({ result }) => result.status === 'ok')).toBe(true)
  })

  test('is remembered: another start does not begin to count anew', async () => {
    const memory = createMapMemory()
    memory.saveOrigin('https://dead.example', { failures: 7, probes: 2, isGivenUp: false })
    const { executePage, asked } = createNetwork()
    const queue = createMemoryQueue(pages('dead.example', 30))
    await drained({ queue, memory, executePage })
    expect(asked).toHaveLength(1)
    expect(queue.finished).toHaveLength(30)
    expect(memory.knownOrigins.get('https://dead.example')).toMatchObject({ isGivenUp: true })
  })

  test('takes nothing from the others: their pages are asked for meanwhile', async () => {
    const { executePage, asked } = createNetwork()
    const queue = createMemoryQueue([...pages('dead.example', 500), ...pages('alive.example', 500)])
    await drained({ queue, executePage, concurrency: 4, perHost: 4 })
    expect(Math.max(...asked.filter(({ url }) => url.includes('alive')).map(({ at }) => at))).toBeLessThan(
      100,
    )
    expect(queue.finished).toHaveLength(1000)
  })
})

describe('an origin of which only some pages fail on a standing connection', () => {
  test('is never given up for them', async () => {
    const executePage: ExecutePage = async ({ url }, { onFetched }) => {
      const isBad = url.includes('/bad')
      await Promise.resolve()
      onFetched(signal('https://a.example', isBad ? { answered: undefined, pace: 'unknown' } : {}))
      return isBad ? failed({ code: 'connection-reset' }) : ok
    }
    const bad = Array.from({ length: 20 }, (_, i) => `https://a.example/bad${i}`)
    const queue = createMemoryQueue([...bad, ...pages('a.example', 50)])
    await drained({ queue, executePage, perHost: 1, retries: 1 })
    const rows = outcomes(queue)
    expect(rows.filter((row) => row.endsWith(' ok'))).toHaveLength(50)
    expect(rows.filter((row) => row.endsWith('connection-reset 2'))).toHaveLength(20)
  })
})

describe('two origins of one host', () => {
  test('one parked and one that closes its door: the run comes to its end', async () => {
    const executePage: ExecutePage = async ({ url }, { onFetched }) => {
      await new Promise((resolve) => setTimeout(resolve, 10))
      const { origin, protocol } = new URL(url)
      const isDead = protocol === 'https:'
      onFetched(signal(origin, isDead ? { answered: false } : { pace: 'too-fast', pauseMs: 3_600_000 }))
      return isDead
        ? failed({ code: 'connection-refused' })
        : failed({ code: 'http-status', statusCode: 429 })
    }
    const dead = Array.from({ length: 20 }, (_, i) => `https://a.example/${i}`)
    const queue = createMemoryQueue([...dead, 'http://a.example/'])
    await drained({ queue, executePage, perHost: 1 })
    expect(queue.finished).toHaveLength(21)
    expect(queue.parkedUrls).toEqual([])
  })
})

test('while a released page waits for a slot nothing spins', async () => {
  let timers = 0
  const real = globalThis.setTimeout
  const counting = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms?: number) => {
    timers += 1
    return real(work, ms)
  }) as typeof setTimeout)
  const executePage: ExecutePage = async ({ url }, { onFetched }) => {
    const isDead = url.includes('dead')
    await new Promise((resolve) => real(resolve, isDead ? 1 : 60_000))
    onFetched(signal(new URL(url).origin, isDead ? { answered: false } : {}))
    return isDead ? failed({ code: 'connection-refused' }) : ok
  }
  const queue = createMemoryQueue([...pages('dead.example', 20), ...pages('slow.example', 4)])
  const schedule = scheduleOf({ queue, executePage, concurrency: 4, perHost: 4 })
  void schedule.run(never, 0)
  await vi.advanceTimersByTimeAsync(30_000)
  counting.mockRestore()
  expect(timers).toBeLessThan(200)
})

test('what an earlier start gave up is finished alike, its held-back rows too', async () => {
  const memory = createMapMemory()
  memory.saveOrigin('https://dead.example', { failures: 8, probes: 3, isGivenUp: true })
  const queue = createMemoryQueue(pages('other.example', 1))
  const [page] = createMemoryQueue(['https://dead.example/held']).take('dead.example', 1)
  if (page === undefined) throw new Error('no page')
  queue.finishHeldBack(page, unreachableResult, [], 'https://dead.example')
  let given = 0
  const giveUp: typeof queue.giveUp = (...all) => {
    given += 1
    return queue.giveUp(...all)
  }
  await drained({ queue: { ...queue, giveUp }, memory })
  expect(given).toBeGreaterThan(0)
})

test('a stop leaves what is kept back for the next start', async () => {
  const { executePage } = createNetwork()
  const queue = createMemoryQueue(pages('dead.example', 100))
  const schedule = scheduleOf({ queue, executePage, perHost: 1, retries: 3 })
  const stop = new AbortController()
  const run = schedule.run(stop.signal, 0)
  await vi.advanceTimersByTimeAsync(1000)
  stop.abort()
  await vi.advanceTimersByTimeAsync(10)
  expect(await Promise.race([run, 'still running'])).toBe('interrupted')
  expect(queue.finished).toHaveLength(0)
})
