import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import type { HostMemory } from '../../src/store/hostMemory.ts'
import { openStore } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const FAR = Date.UTC(2100, 0)
const PAST = Date.UTC(2000, 0)
const SLOW: HostMemory = { intervalMs: 12.5, pausedUntil: 0, refusedUntil: 0 }
const PAUSED: HostMemory = { intervalMs: 0, pausedUntil: FAR, refusedUntil: PAST }
const REFUSED: HostMemory = { intervalMs: 250, pausedUntil: PAST, refusedUntil: FAR }
const SILENT: HostMemory = { intervalMs: 0, pausedUntil: PAST, refusedUntil: PAST }

function rowsIn(path: string, table: string): number {
  const database = openDatabase(path)
  const count = Number(database.prepare(`SELECT count(*) FROM ${table}`).first()?.[0])
  database.close()
  return count
}

describe('what was learned of a host', () => {
  test('is known at once, and the last of it counts', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    expect(store.memory.host('a.example')).toBeUndefined()
    store.memory.saveHost('a.example', SLOW)
    store.memory.saveHost('a.example', REFUSED)
    expect(store.memory.host('a.example')).toEqual(REFUSED)
    store.commit()
    expect(store.memory.host('a.example')).toEqual(REFUSED)
    expect(store.memory.host('b.example')).toBeUndefined()
  })

  test('is known to the same run continued, and to the next run', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.memory.saveHost('slow.example', SLOW)
    first.memory.saveHost('paused.example', PAUSED)
    first[Symbol.dispose]()

    using second = await openStore(at('s'))
    expect(second.run.continued).toBe(true)
    expect(second.memory.host('slow.example')).toEqual(SLOW)
    second.memory.saveHost('refused.example', REFUSED)
    second.closeRun()
    second[Symbol.dispose]()

    using third = await openStore(at('s'))
    expect(third.run.continued).toBe(false)
    expect(third.memory.host('slow.example')).toEqual(SLOW)
    expect(third.memory.host('paused.example')).toEqual(PAUSED)
    expect(third.memory.host('refused.example')).toEqual(REFUSED)
  })

  test('is forgotten when it says nothing any more', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.memory.saveHost('a.example', PAUSED)
    store.commit()
    store.memory.saveHost('a.example', SILENT)
    expect(store.memory.host('a.example')).toBeUndefined()
    store.commit()
    expect(store.memory.host('a.example')).toBeUndefined()
    store[Symbol.dispose]()
    expect(rowsIn(at('s'), 'host_memory')).toBe(0)
  })

  test('is forgotten when its times have passed meanwhile', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.memory.saveHost('paused.example', PAUSED)
    first.memory.saveHost('slow.example', SLOW)
    first[Symbol.dispose]()
    const database = openDatabase(at('s'))
    database.exec(`UPDATE host_memory SET paused_until = ${PAST}`)
    database.close()

    using second = await openStore(at('s'))
    expect(second.memory.host('paused.example')).toBeUndefined()
    expect(second.memory.host('slow.example')).toMatchObject({ intervalMs: 12.5 })
    second[Symbol.dispose]()
    expect(rowsIn(at('s'), 'host_memory')).toBe(1)
  })

  test('is forgotten with fresh', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.memory.saveHost('a.example', SLOW)
    first[Symbol.dispose]()
    using second = await openStore(at('s'), { fresh: true })
    expect(second.memory.host('a.example')).toBeUndefined()
  })
})

describe('what was learned of an origin', () => {
  const OPEN = { failures: 5, probes: 1, isGivenUp: false }
  const GIVEN_UP = { failures: 8, probes: 3, isGivenUp: true }

  test('is known at once, and to the same run continued', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.memory.saveOrigin('https://b.example', OPEN)
    first.memory.saveOrigin('https://b.example', GIVEN_UP)
    first.memory.saveOrigin('http://a.example:81', OPEN)
    const known = [
      ['http://a.example:81', OPEN],
      ['https://b.example', GIVEN_UP],
    ]
    expect(first.memory.origins()).toEqual(known)
    first[Symbol.dispose]()
    using second = await openStore(at('s'))
    expect(second.memory.origins()).toEqual(known)
  })

  test('is forgotten when it is well again', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.memory.saveOrigin('https://a.example', OPEN)
    store.commit()
    store.memory.saveOrigin('https://a.example', undefined)
    expect(store.memory.origins()).toEqual([])
  })

  test('is forgotten when the next run begins', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.memory.saveOrigin('https://a.example', GIVEN_UP)
    first.closeRun()
    first[Symbol.dispose]()
    expect(rowsIn(at('s'), 'origin_memory')).toBe(1)
    using second = await openStore(at('s'))
    expect(second.memory.origins()).toEqual([])
    expect(rowsIn(at('s'), 'origin_memory')).toBe(0)
  })

  test('is forgotten when the failures of the run are asked again', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.memory.saveOrigin('https://a.example', GIVEN_UP)
    first.closeRun()
    first[Symbol.dispose]()
    using again = await openStore(at('s'), { retryFailed: true })
    expect(again.run.id).toBe(first.run.id)
    expect(again.memory.origins()).toEqual([])
  })
})

describe('saving it', () => {
  test('costs no write each: thousands go into one commit', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    for (let failures = 1; failures <= 20_000; failures += 1) {
      store.memory.saveHost('a.example', { intervalMs: failures, pausedUntil: 0, refusedUntil: 0 })
      store.memory.saveOrigin('https://a.example', { failures, probes: 0, isGivenUp: false })
    }
    store[Symbol.dispose]()
    const database = openDatabase(at('s'))
    expect(database.prepare('SELECT interval_ms FROM host_memory').all()).toEqual([[20_000]])
    expect(database.prepare('SELECT failures FROM origin_memory').all()).toEqual([[20_000]])
    database.close()
  })

  test('is committed by the clock, without any page', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.memory.saveHost('a.example', SLOW)
    await expect.poll(() => rowsIn(at('s'), 'host_memory')).toBe(1)
    expect(store.counts.entries).toBe(0)
  })
})
