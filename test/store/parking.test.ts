import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/createStore.ts'
import { failedAttempts, failedResult, okResult, openStore, pageEntry, toldRows } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const ORIGIN = 'https://a.example'
const GIVEN_UP = failedResult('given up')
const pages = (count: number) => Array.from({ length: count }, (_, i) => pageEntry(`${ORIGIN}/${i}`))

/** A store whose pages are all parked. */
async function parked(path: string, count: number): Promise<Store> {
  const store = await openStore(path)
  store.add(pages(count))
  for (const page of store.queue.take('a.example', count)) store.queue.park(page, ORIGIN)
  return store
}

describe('a parked page', () => {
  test('takes no part, and counts as waiting', async () => {
    const at = await temporaryFolder()
    using store = await parked(at('s'), 2)
    expect(store.counts).toEqual({ entries: 2, done: 0, failed: 0, waiting: 2 })
    expect(store.queue.longestHosts(9, 0)).toEqual([])
    expect(store.queue.take('a.example', 9)).toEqual([])
    expect(store.queue.nextDueAt()).toBeUndefined()
    expect(store.queue.nextHostTime(0)).toBeUndefined()
  })

  test('is ready again once it is unparked: so many, lowest index first', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.add(pages(3))
    for (const page of store.queue.take('a.example', 3).reverse()) store.queue.park(page, ORIGIN)
    expect(store.queue.unpark(ORIGIN, 1)).toBe(1)
    expect(store.counts.waiting).toBe(2)
    expect(store.queue.longestHosts(9, 0)).toEqual([{ host: 'a.example', ready: 1 }])
    expect(store.queue.take('a.example', 9)).toMatchObject([{ index: 0 }])
    expect(store.queue.unpark(ORIGIN, 9)).toBe(2)
    expect(store.queue.unpark(ORIGIN, 9)).toBe(0)
    expect(store.queue.take('a.example', 9)).toMatchObject([{ index: 1 }, { index: 2 }])
    expect(store.counts.waiting).toBe(0)
  })

  test('is unparked with its own origin only', async () => {
    const at = await temporaryFolder()
    using store = await parked(at('s'), 1)
    expect(store.queue.unpark('http://a.example', 9)).toBe(0)
    expect(store.queue.giveUp('http://a.example', GIVEN_UP, 9)).toBe(0)
    expect(store.counts.waiting).toBe(1)
  })

  test('keeps its redirect and its failed attempts', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    const hop = { url: 'https://b.example/', host: 'b.example', redirects: [], remainingMs: 5 }
    store.add(pages(1))
    for (const page of store.queue.take('a.example', 1)) store.queue.retry(page, failedAttempts(2), 0)
    store.queue.promoteDue(0)
    for (const page of store.queue.take('a.example', 1)) store.queue.move(page, hop)
    for (const page of store.queue.take('b.example', 1)) store.queue.park(page, 'https://b.example')
    store.queue.unpark('https://b.example', 1)
    expect(store.queue.take('b.example', 1)).toMatchObject([{ hop, attempts: failedAttempts(2) }])
  })

  test('may be parked again and finished like any other', async () => {
    const at = await temporaryFolder()
    using store = await parked(at('s'), 1)
    store.queue.unpark(ORIGIN, 1)
    for (const page of store.queue.take('a.example', 1)) store.queue.park(page, ORIGIN)
    store.queue.unpark(ORIGIN, 1)
    for (const page of store.queue.take('a.example', 1)) store.queue.finish(page, okResult(), [])
    expect(store.queue.giveUp(ORIGIN, GIVEN_UP, 9)).toBe(0)
    expect(store.counts).toEqual({ entries: 1, done: 1, failed: 0, waiting: 0 })
  })

  test('is ready in the next start, which decides anew', async () => {
    const at = await temporaryFolder()
    using first = await parked(at('s'), 2)
    first[Symbol.dispose]()
    using second = await openStore(at('s'))
    second.add(pages(2))
    expect(second.counts.waiting).toBe(0)
    expect(second.queue.unpark(ORIGIN, 9)).toBe(0)
    expect(second.queue.take('a.example', 9)).toHaveLength(2)
  })
})

describe('giving an origin up', () => {
  test('writes the result for what is parked, so many at a time, and tells each row once', async () => {
    const at = await temporaryFolder()
    using store = await parked(at('s'), 150)
    const told = toldRows(store)
    expect(store.queue.giveUp(ORIGIN, GIVEN_UP, 100)).toBe(100)
    expect(store.counts).toEqual({ entries: 150, done: 100, failed: 100, waiting: 50 })
    expect(store.queue.giveUp(ORIGIN, GIVEN_UP, 100)).toBe(50)
    expect(store.queue.giveUp(ORIGIN, GIVEN_UP, 100)).toBe(0)
    expect(store.counts).toEqual({ entries: 150, done: 150, failed: 150, waiting: 0 })
    store.commit()
    expect(told).toEqual(
      Array.from({ length: 150 }, (_, index) => ({
        index,
        url: `${ORIGIN}/${index}`,
        kind: 'result',
        json: GIVEN_UP.json,
        change: null,
      })),
    )
  })

  test('is over before the first of its rows is told: whoever hears of it may change the queue', async () => {
    const at = await temporaryFolder()
    using store = await parked(at('s'), 100)
    const counts: number[] = []
    store.onRows(() =>
      counts.push(store.queue.unpark(ORIGIN, 100), store.queue.giveUp(ORIGIN, GIVEN_UP, 100)),
    )
    expect(store.queue.giveUp(ORIGIN, GIVEN_UP, 100)).toBe(100)
    store.commit()
    expect(counts).toEqual([0, 0, 0, 0])
    expect(store.counts).toMatchObject({ done: 100, failed: 100, waiting: 0 })
  })

  test('tells the URL as the list has it', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.add([pageEntry(`${ORIGIN}/`, 'A.example')])
    const told = toldRows(store)
    for (const page of store.queue.take('a.example', 1)) store.queue.park(page, ORIGIN)
    store.queue.giveUp(ORIGIN, GIVEN_UP, 1)
    store.commit()
    expect(told).toMatchObject([{ index: 0, url: 'A.example' }])
  })

  test('outlives a stop', async () => {
    const at = await temporaryFolder()
    using first = await parked(at('s'), 3)
    first.queue.giveUp(ORIGIN, GIVEN_UP, 2)
    first[Symbol.dispose]()
    using second = await openStore(at('s'))
    const told = toldRows(second)
    second.add(pages(3))
    second.commit()
    expect(told.map(({ index }) => index)).toEqual([0, 1])
    expect(second.counts).toEqual({ entries: 3, done: 2, failed: 2, waiting: 0 })
    expect(second.queue.take('a.example', 9)).toMatchObject([{ index: 2 }])
  })
})
