import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { asString } from '../../src/config/utf8.ts'
import type { ExecutePage, PageRequest, WaitTimes } from '../../src/types.ts'
import { createMemoryQueue } from '../support/memoryQueue.ts'
import { drain, failed, never, ok, pages, scheduleOf } from './support/drain.ts'

const NO_WAIT: WaitTimes = { slots: 0, buffer: 0, output: 0, hosts: 0, retries: 0, input: 0, nothing: 0 }

/** A network under the test's control: each request stays in flight until the test lets it go. */
function createHeldNetwork() {
  const held: { answer: () => void; finish: () => void }[] = []
  const inFlight = new Map<string, number>()
  const executePage: ExecutePage = async (request, { onFetched }) => {
    inFlight.set(request.host, (inFlight.get(request.host) ?? 0) + 1)
    let finish: () => void = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    await new Promise<void>((answer) => held.push({ answer, finish }))
    inFlight.set(request.host, (inFlight.get(request.host) ?? 0) - 1)
    onFetched()
    await finished
    return ok
  }
  return {
    executePage,
    held,
    of: (host: string) => inFlight.get(host) ?? 0,
    total: () => [...inFlight.values()].reduce((sum, count) => sum + count, 0),
    settle: () => new Promise(setImmediate),
  }
}

describe('the bounds', () => {
  test('are met exactly: never more in flight and, with work at hand, never fewer', async () => {
    const network = createHeldNetwork()
    const queue = createMemoryQueue([
      ...pages('a.example', 40),
      ...pages('b.example', 40),
      ...pages('c.example', 40),
    ])
    const schedule = scheduleOf({ queue, executePage: network.executePage, concurrency: 8, perHost: 3 })
    schedule.endInput()
    const run = schedule.run(never, 0)
    const seen = new Set<string>()
    while (queue.finished.length < 100) {
      await network.settle()
      seen.add(
        `${network.total()} ${Math.max(network.of('a.example'), network.of('b.example'), network.of('c.example'))}`,
      )
      const next = network.held.shift()
      next?.answer()
      next?.finish()
    }
    expect([...seen]).toEqual(['8 3'])
    await Promise.all([run, releaseAll(network, () => queue.finished.length === 120)])
    expect(schedule.stats.maxInFlight).toBe(8)
  })

  test('count a page only until it is fetched: its analysis holds no slot', async () => {
    const network = createHeldNetwork()
    const queue = createMemoryQueue(pages('a.example', 3))
    const schedule = scheduleOf({ queue, executePage: network.executePage, concurrency: 1 })
    schedule.endInput()
    const run = schedule.run(never, 0)
    for (const started of [1, 2, 3]) {
      await network.settle()
      expect(network.held).toHaveLength(started)
      network.held[started - 1]?.answer()
    }
    for (const { finish } of network.held) finish()
    expect(await run).toBe('finished')
  })

  test('let other hosts fill the slots that one host may not use', async () => {
    const network = createHeldNetwork()
    const queue = createMemoryQueue([
      ...pages('big.example', 100),
      ...pages('a.example', 3),
      ...pages('b.example', 3),
    ])
    const schedule = scheduleOf({ queue, executePage: network.executePage, concurrency: 6, perHost: 2 })
    const stop = new AbortController()
    const run = schedule.run(stop.signal, 0)
    await network.settle()
    expect(['big.example', 'a.example', 'b.example'].map(network.of)).toEqual([2, 2, 2])
    stop.abort()
    await releaseAll(network, () => network.total() === 0)
    expect(await run).toBe('interrupted')
  })

  test('turn to the longest remaining host first, in input order within it', async () => {
    const queue = createMemoryQueue([...pages('short.example', 2), ...pages('long.example', 3)])
    const started: string[] = []
    const executePage: ExecutePage = async ({ url }) => {
      started.push(url)
      return ok
    }
    await drain({ queue, executePage, concurrency: 1, perHost: 1 })
    expect(started).toEqual([
      'https://long.example/0',
      'https://long.example/1',
      'https://short.example/0',
      'https://long.example/2',
      'https://short.example/1',
    ])
  })

  test('start nothing while there is no room behind the network', async () => {
    let room = false
    const queue = createMemoryQueue(pages('a.example', 2))
    const schedule = scheduleOf({ queue, hasRoom: () => room })
    schedule.endInput()
    const run = schedule.run(never, 0)
    expect(schedule.stats.attempts).toBe(0)
    room = true
    schedule.wake()
    await run
    expect(queue.finishedUrls).toHaveLength(2)
  })

  test.each([
    { what: 'a full output, while pages wait', urls: pages('a.example', 1), held: 'output' },
    { what: 'the list, while none do', urls: [], held: 'input' },
  ])('without room are held back by $what', async ({ urls, held }) => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const stop = new AbortController()
    const queue = createMemoryQueue(urls)
    const schedule = scheduleOf({ queue, hasRoom: () => false, fullPart: () => 'output' })
    const run = schedule.run(stop.signal, 0)
    vi.setSystemTime(Date.now() + 1000)
    expect(schedule.stats.waitedMs).toEqual({ ...NO_WAIT, [held]: 1000 })
    stop.abort()
    await run
  })

  test('are told of before each start, and only of a start', async () => {
    const story: string[] = []
    await drain({
      queue: createMemoryQueue(pages('a.example', 2)),
      concurrency: 1,
      beforeStart: () => story.push('before'),
      executePage: async ({ url }) => {
        story.push(new URL(url).pathname)
        return ok
      },
    })
    expect(story).toEqual(['before', '/0', 'before', '/1'])
  })

  test('hold for more hosts than are looked at in one go', async () => {
    const urls = Array.from({ length: 1000 }, (_, i) => `https://host-${i}.example/`)
    const queue = createMemoryQueue(urls)
    await drain({ queue, concurrency: 2 })
    expect(queue.finishedUrls.toSorted()).toEqual(urls.toSorted())
  })
})

describe('a failed attempt', () => {
  test('is made again as often as asked, and the row tells how often it was tried', async () => {
    const queue = createMemoryQueue(['https://a.example/'])
    await drain({ queue, retries: 3, executePage: async () => failed({ code: 'connection-reset' }) })
    expect(queue.retries.map(({ failedAttempts }) => failedAttempts)).toEqual([1, 2, 3])
    expect(queue.finished).toMatchObject([{ result: { status: 'failed', failureCode: 'connection-reset' } }])
    expect(JSON.parse(asString(queue.finished[0]?.result.json ?? ''))).toMatchObject({
      failure: { attempts: 4 },
    })
  })

  test('that will not pass is not made again', async () => {
    const queue = createMemoryQueue(['https://a.example/'])
    await drain({
      queue,
      retries: 3,
      executePage: async () => failed({ code: 'http-status', statusCode: 404 }),
    })
    expect(queue.retries).toEqual([])
    expect(JSON.parse(asString(queue.finished[0]?.result.json ?? ''))).toMatchObject({
      failure: { attempts: 1, statusCode: 404 },
    })
  })

  test('is not made again before the time that it names, however soon it would be tried otherwise', async () => {
    const queue = createMemoryQueue(['https://a.example/'])
    const notBefore = Date.now() + 150
    const startedAt: number[] = []
    const executePage: ExecutePage = async ({ attempt }) => {
      startedAt.push(Date.now())
      return attempt === 1 ? { ...failed({ code: 'robots-unavailable' }), notBefore } : ok
    }
    await drain({ queue, retries: 1, executePage, random: () => 0 })
    expect(startedAt).toHaveLength(2)
    expect(startedAt[1]).toBeGreaterThanOrEqual(notBefore)
  })

  test('that fares better the next time is forgotten', async () => {
    const queue = createMemoryQueue(['https://a.example/'])
    const executePage: ExecutePage = async ({ attempt }) =>
      attempt === 1 ? failed({ code: 'http-status', statusCode: 503 }) : ok
    await drain({ queue, retries: 1, executePage })
    expect(queue.finished).toMatchObject([{ result: { status: 'ok' } }])
  })

  test('holds no slot while it waits', async () => {
    const queue = createMemoryQueue(['https://a.example/first', 'https://a.example/second'])
    const started: string[] = []
    const executePage: ExecutePage = async ({ url, attempt }) => {
      started.push(`${url} ${attempt}`)
      return url.endsWith('first') && attempt === 1 ? failed({}) : ok
    }
    await drain({ queue, executePage, retries: 1, concurrency: 1, random: () => 0.02 })
    expect(started).toEqual([
      'https://a.example/first 1',
      'https://a.example/second 1',
      'https://a.example/first 2',
    ])
  })
})

describe('a redirect to another host', () => {
  test('goes on under that host, with its chain and what is left of its time', async () => {
    const queue = createMemoryQueue(['https://a.example/'])
    const redirects = [{ url: 'https://a.example/', statusCode: 301 }]
    const requests: PageRequest[] = []
    const executePage: ExecutePage = async (request) => {
      requests.push(request)
      const hop = { url: 'https://b.example/x', host: 'b.example', redirects, remainingMs: 700 }
      return request.host === 'a.example' ? { kind: 'moved', hop } : ok
    }
    await drain({ queue, executePage })
    expect(requests[1]).toMatchObject({
      url: 'https://b.example/x',
      host: 'b.example',
      attempt: 1,
      redirects,
      remainingMs: 700,
    })
    expect(queue.finishedUrls).toEqual(['https://a.example/'])
  })
})

describe('a stop', () => {
  test('starts nothing new and lets what is in flight end', async () => {
    const network = createHeldNetwork()
    const queue = createMemoryQueue(pages('a.example', 9))
    const stop = new AbortController()
    const schedule = scheduleOf({ queue, executePage: network.executePage, perHost: 2 })
    const run = schedule.run(stop.signal, 60_000)
    await network.settle()
    stop.abort()
    await releaseAll(network, () => queue.finished.length === 2)
    expect(await run).toBe('interrupted')
    expect(queue.finishedUrls).toEqual(['https://a.example/0', 'https://a.example/1'])
  })

  test('abandons what does not end in time: it is neither finished nor failed', async () => {
    const queue = createMemoryQueue(pages('a.example', 2))
    const executePage: ExecutePage = (_request, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const stop = new AbortController()
    const schedule = scheduleOf({ queue, executePage })
    const run = schedule.run(stop.signal, 1)
    stop.abort()
    expect(await run).toBe('interrupted')
    expect(queue.finished).toEqual([])
  })

  test('for a bug comes out as that bug, after everything in flight has ended', async () => {
    const queue = createMemoryQueue(pages('a.example', 3))
    let ended = 0
    const executePage: ExecutePage = async ({ url }, { signal }) => {
      if (url.endsWith('2')) throw new TypeError('ours')
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      ended += 1
      throw signal.reason
    }
    await expect(scheduleOf({ queue, executePage }).run(never, 0)).rejects.toThrow(new TypeError('ours'))
    expect(ended).toBe(2)
  })
})

async function releaseAll(
  network: ReturnType<typeof createHeldNetwork>,
  isDone: () => boolean,
): Promise<void> {
  while (!isDone()) {
    for (const { answer, finish } of network.held.splice(0)) {
      answer()
      finish()
    }
    await network.settle()
  }
}

describe('a concurrency that is found out', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('grows while that brings more pages, and the timer does not outlive the run', async () => {
    const urls = Array.from({ length: 400 }, (_, host) => pages(`h${host}.example`, 10)).flat()
    const queue = createMemoryQueue(urls)
    const executePage: ExecutePage = async (_request, { onFetched }) => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      onFetched()
      return ok
    }
    const schedule = scheduleOf({
      queue,
      executePage,
      concurrency: 'auto',
      load: () => ({ mainShare: 0.2, memoryShare: 0.2 }),
    })
    schedule.endInput()
    const run = schedule.run(never, 0)
    expect(schedule.stats.fetchSlots).toBe(32)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await run).toBe('finished')
    expect(schedule.stats.maxInFlight).toBeGreaterThan(100)
    expect(schedule.stats.maxInFlight).toBeLessThanOrEqual(512)
    expect(vi.getTimerCount()).toBe(0)
  })
})
