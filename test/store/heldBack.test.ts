import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/createStore.ts'
import type { StoredResult } from '../../src/types.ts'
import { failedAttempts, failedResult, okResult, openStore, pageEntry, toldRows } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const ORIGIN = 'https://a.example'
const REFUSED = failedResult('refused')
const GIVEN_UP = failedResult('given up')
const pages = (count: number) => Array.from({ length: count }, (_, i) => pageEntry(`${ORIGIN}/${i}`))
const row = (index: number, { json, status }: Pick<StoredResult, 'json' | 'status'>) => ({
  index,
  url: `${ORIGIN}/${index}`,
  kind: 'result',
  json,
  change: status === 'ok' ? 'new' : null,
})

/** A store whose pages are all held back. */
async function heldBack(path: string, count: number): Promise<Store> {
  const store = await openStore(path)
  store.add(pages(count))
  for (const page of store.queue.take('a.example', count)) {
    store.queue.finishHeldBack(page, REFUSED, failedAttempts(1), ORIGIN)
  }
  return store
}

describe('a page that is held back', () => {
  test('is finished and counted, and its row is not told', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    const told = toldRows(store)
    store.add(pages(1))
    for (const page of store.queue.take('a.example', 1)) {
      store.queue.finishHeldBack(page, REFUSED, failedAttempts(1), ORIGIN)
    }
    store.commit()
    expect(told).toEqual([])
    expect(store.counts).toEqual({ entries: 1, done: 1, failed: 1, waiting: 0 })
    expect([...store.rows()].flat()).toEqual([row(0, REFUSED)])
    expect([...store.facts()].flat()).toMatchObject([{ kind: 'result', status: 'failed' }])
  })

  test('is told once when its origin is given up, with the other result, and counted once', async () => {
    const at = await temporaryFolder()
    using store = await heldBack(at('s'), 150)
    const told = toldRows(store)
    expect(store.queue.giveUp('https://b.example', GIVEN_UP, 100)).toBe(0)
    expect(store.queue.giveUp(ORIGIN, GIVEN_UP, 100)).toBe(100)
    expect(store.queue.giveUp(ORIGIN, GIVEN_UP, 100)).toBe(50)
    expect(store.queue.giveUp(ORIGIN, GIVEN_UP, 100)).toBe(0)
    store.tellHeldBack()
    const expected = Array.from({ length: 150 }, (_, index) => row(index, GIVEN_UP))
    expect(told).toEqual(expected)
    expect([...store.rows()].flat()).toEqual(expected)
    expect(store.counts).toEqual({ entries: 150, done: 150, failed: 150, waiting: 0 })
  })

  test('is given up together with what is parked, up to the limit over both', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    const told = toldRows(store)
    store.add(pages(4))
    const [first, second, third] = store.queue.take('a.example', 3)
    if (first) store.queue.finishHeldBack(first, REFUSED, failedAttempts(1), ORIGIN)
    if (second) store.queue.finishHeldBack(second, REFUSED, failedAttempts(1), ORIGIN)
    if (third) store.queue.park(third, ORIGIN)
    expect(store.queue.giveUp(ORIGIN, GIVEN_UP, 2)).toBe(2)
    expect(store.counts).toEqual({ entries: 4, done: 3, failed: 3, waiting: 0 })
    expect(store.queue.giveUp(ORIGIN, GIVEN_UP, 2)).toBe(1)
    store.commit()
    expect(told.map(({ index }) => index).sort()).toEqual([0, 1, 2])
    expect(store.counts).toEqual({ entries: 4, done: 3, failed: 3, waiting: 0 })
  })

  test('is told as it is at the end, after its commit and in chunks', async () => {
    const at = await temporaryFolder()
    using store = await heldBack(at('s'), 150)
    const groups: number[] = []
    const indexes: number[] = []
    store.onRows((rows) => {
      groups.push(rows.length)
      indexes.push(...rows.map(({ index }) => index))
    })
    store.tellHeldBack()
    expect(groups).toEqual([64, 64, 22])
    expect(indexes).toEqual(Array.from({ length: 150 }, (_, i) => i))
    store.commit()
    expect(groups).toHaveLength(3)
  })
})

describe('a page that an interrupted start has held back', () => {
  test('is done and counted, and told by the end, once', async () => {
    const at = await temporaryFolder()
    using first = await heldBack(at('s'), 2)
    const toldFirst = toldRows(first)
    first.tellHeldBack()
    expect(toldFirst).toHaveLength(2)
    first[Symbol.dispose]()

    using second = await openStore(at('s'))
    const told = toldRows(second)
    second.add(pages(2))
    second.commit()
    expect(told).toEqual([])
    expect(second.counts).toEqual({ entries: 2, done: 2, failed: 2, waiting: 0 })
    expect(second.queue.take('a.example', 9)).toEqual([])
    second.tellHeldBack()
    expect(told).toEqual([row(0, REFUSED), row(1, REFUSED)])
  })

  test('may still be replaced, under the index and URL of this start’s list', async () => {
    const at = await temporaryFolder()
    using first = await heldBack(at('s'), 2)
    first.tellHeldBack()
    first[Symbol.dispose]()

    using second = await openStore(at('s'))
    const told = toldRows(second)
    second.add([pageEntry('https://b.example/'), pageEntry(`${ORIGIN}/1`, 'A.example/1')])
    expect(second.queue.giveUp(ORIGIN, GIVEN_UP, 9)).toBe(1)
    second.tellHeldBack()
    expect(told).toEqual([{ ...row(1, GIVEN_UP), url: 'A.example/1' }])
    expect(second.counts).toEqual({ entries: 2, done: 1, failed: 1, waiting: 0 })
    second[Symbol.dispose]()

    using third = await openStore(at('s'))
    const toldThird = toldRows(third)
    third.add(pages(2))
    third.commit()
    expect(toldThird).toEqual([row(1, GIVEN_UP)])
    third.tellHeldBack()
    expect(toldThird).toEqual([row(1, GIVEN_UP), row(0, REFUSED)])
  })

  test('is asked for again by another analysis, and its new result is not replaced', async () => {
    const at = await temporaryFolder()
    using first = await heldBack(at('s'), 1)
    first[Symbol.dispose]()
    using second = await openStore(at('s'), { analysisKey: 'other' })
    second.add(pages(1))
    for (const page of second.queue.take('a.example', 1)) second.queue.finish(page, okResult(), [])
    expect(second.queue.giveUp(ORIGIN, GIVEN_UP, 9)).toBe(0)
    expect([...second.rows()].flat()).toEqual([row(0, okResult())])
  })

  test('is forgotten with the run', async () => {
    const at = await temporaryFolder()
    using first = await heldBack(at('s'), 1)
    first.closeRun()
    first[Symbol.dispose]()
    using second = await openStore(at('s'))
    second.add(pages(1))
    for (const page of second.queue.take('a.example', 1)) second.queue.finish(page, okResult(), [])
    expect(second.queue.giveUp(ORIGIN, GIVEN_UP, 9)).toBe(0)
    const told = toldRows(second)
    second.tellHeldBack()
    expect(told).toEqual([])
  })
})
