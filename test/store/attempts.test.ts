import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/createStore.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { AttemptRecord } from '../../src/types.ts'
import { failedAttempts, failedResult, okResult, openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const ORIGIN = 'https://a.example'
const A = pageEntry(`${ORIGIN}/`)
const GOOD: AttemptRecord = {
  at: 1_767_225_609_000,
  why: 'connection-refused',
  waitedMs: 1000,
  tookMs: 20,
  cameBack: 'ok',
  statusCode: 200,
}

/** The logs that a closed state holds, of results and of pages that are to be tried again. */
function logs(path: string): { results: unknown[]; failed: unknown[] } {
  const database = openDatabase(path)
  const read = (table: string) =>
    database
      .prepare(`SELECT attempts FROM ${table} ORDER BY page`)
      .all()
      .map(([log]) => JSON.parse(String(log)))
  const found = { results: read('results'), failed: read('failed_attempts') }
  database.close()
  return found
}

async function logsAfter(path: string, work: (store: Store) => void): Promise<ReturnType<typeof logs>> {
  using store = await openStore(path)
  store.add([A])
  work(store)
  store[Symbol.dispose]()
  return logs(path)
}

/** Logs these attempts at the page, all failed, and makes it ready again. */
function fail(store: Store, attempts: readonly AttemptRecord[]): void {
  for (const page of store.queue.take('a.example', 1)) store.queue.retry(page, attempts, 0)
  store.queue.promoteDue(0)
}

describe('the log of a page’s attempts', () => {
  test('stands with its result, as it was passed', async () => {
    const at = await temporaryFolder()
    const found = await logsAfter(at('s'), (store) => {
      fail(store, failedAttempts(2))
      for (const page of store.queue.take('a.example', 1)) {
        store.queue.finish(page, okResult(), [...page.attempts, GOOD])
      }
    })
    expect(found).toEqual({ results: [[...failedAttempts(2), GOOD]], failed: [] })
  })

  test('stays when a result that was held back is replaced', async () => {
    const at = await temporaryFolder()
    const found = await logsAfter(at('s'), (store) => {
      fail(store, failedAttempts(1))
      for (const page of store.queue.take('a.example', 1)) {
        store.queue.finishHeldBack(page, failedResult('refused'), failedAttempts(2), ORIGIN)
      }
      store.queue.giveUp(ORIGIN, failedResult('given up'), 1)
    })
    expect(found).toEqual({ results: [failedAttempts(2)], failed: [] })
  })

  test('goes from a parked page to the result it is given up with', async () => {
    const at = await temporaryFolder()
    const found = await logsAfter(at('s'), (store) => {
      fail(store, failedAttempts(3))
      for (const page of store.queue.take('a.example', 1)) store.queue.park(page, ORIGIN)
      store.queue.giveUp(ORIGIN, failedResult('given up'), 1)
    })
    expect(found).toEqual({ results: [failedAttempts(3)], failed: [] })
  })

  test('is empty for a parked page that was never asked for', async () => {
    const at = await temporaryFolder()
    const found = await logsAfter(at('s'), (store) => {
      for (const page of store.queue.take('a.example', 1)) store.queue.park(page, ORIGIN)
      store.queue.giveUp(ORIGIN, failedResult('given up'), 1)
    })
    expect(found).toEqual({ results: [[]], failed: [] })
  })

  test('outlives a stop between two attempts, parked or waiting', async () => {
    const at = await temporaryFolder()
    const found = await logsAfter(at('s'), (store) => {
      fail(store, failedAttempts(2))
      for (const page of store.queue.take('a.example', 1)) store.queue.park(page, ORIGIN)
    })
    expect(found).toEqual({ results: [], failed: [failedAttempts(2)] })
    using second = await openStore(at('s'))
    second.add([A])
    expect(second.counts.waiting).toBe(1)
    second.queue.promoteDue(0)
    expect(second.queue.take('a.example', 1)).toMatchObject([{ attempts: failedAttempts(2) }])
  })
})
