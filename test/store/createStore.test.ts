import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LockedError, StateError } from '../../src/errors.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { StoredRow } from '../../src/types.ts'
import { failedAttempts, okResult, openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const A = pageEntry('https://a.example/')
const B = pageEntry('https://b.example/')
const all = <T>(groups: Iterable<readonly T[]>): T[] => [...groups].flat()

describe('the list of a start', () => {
  test('holds one row for each entry, in input order', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.add([
      A,
      { written: 'x y', origin: 'urls.txt:2', invalid: 'not a valid URL' },
      pageEntry(A.written, 'A#top'),
      B,
    ])
    for (const page of store.queue.take('a.example', 9)) store.queue.finish(page, okResult(), [])
    expect(all(store.rows())).toEqual([
      { index: 0, url: 'https://a.example/', kind: 'result', json: okResult().json, change: 'new' },
      { index: 1, url: 'x y', kind: 'invalid', message: 'urls.txt:2: not a valid URL' },
      { index: 2, url: 'A#top', kind: 'duplicate', of: 0 },
      { index: 3, url: 'https://b.example/', kind: 'unfinished' },
    ])
    expect(all(store.facts()).map(({ kind }) => kind)).toEqual([
      'result',
      'invalid',
      'duplicate',
      'unfinished',
    ])
    expect(store.counts).toEqual({ entries: 4, done: 3, failed: 1, waiting: 0 })
  })

  test('is read in pages without losing a row', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.add(Array.from({ length: 2500 }, (_, i) => pageEntry(`https://a.example/${i}`)))
    expect(all(store.rows()).map(({ index }) => index)).toEqual(Array.from({ length: 2500 }, (_, i) => i))
    expect(all(store.facts())).toHaveLength(2500)
  })
})

describe('the queue', () => {
  test('hands out a host’s requests in input order, each once', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.add([1, 2, 3].map((i) => pageEntry(`https://a.example/${i}`)))
    const taken = [...store.queue.take('a.example', 2), ...store.queue.take('a.example', 2)]
    expect(taken.map(({ url }) => url)).toEqual([1, 2, 3].map((i) => `https://a.example/${i}`))
    expect(store.queue.take('a.example', 2)).toEqual([])
  })

  test('names the hosts with the most left first', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.add([A, pageEntry('https://b.example/1'), pageEntry('https://b.example/2')])
    expect(store.queue.longestHosts(9, 0)).toEqual([
      { host: 'b.example', ready: 2 },
      { host: 'a.example', ready: 1 },
    ])
    store.queue.take('b.example', 2)
    expect(store.queue.longestHosts(9, 0)).toEqual([{ host: 'a.example', ready: 1 }])
  })

  test('takes requests back whose host is paused, and hides the host until then', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.add([pageEntry('https://a.example/1'), pageEntry('https://a.example/2'), B])
    const taken = store.queue.take('a.example', 1)
    store.queue.pauseHost('a.example', 500, taken)
    expect(store.queue.longestHosts(9, 499)).toEqual([{ host: 'b.example', ready: 1 }])
    expect(store.queue.nextHostTime(499)).toBe(500)
    expect(store.queue.nextHostTime(500)).toBeUndefined()
    expect(store.queue.longestHosts(9, 500)).toMatchObject([{ host: 'a.example', ready: 2 }, {}])
    expect(store.queue.take('a.example', 9).map(({ page }) => page)).toContain(taken[0]?.page)
  })

  test('keeps a failed attempt back until its time has come', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    store.add([A])
    for (const page of store.queue.take('a.example', 1)) store.queue.retry(page, failedAttempts(1), 1000)
    expect(store.counts.waiting).toBe(1)
    expect(store.queue.nextDueAt()).toBe(1000)
    store.queue.promoteDue(999)
    expect(store.queue.take('a.example', 1)).toEqual([])
    store.queue.promoteDue(1000)
    expect(store.counts.waiting).toBe(0)
    expect(store.queue.nextDueAt()).toBeUndefined()
    expect(store.queue.take('a.example', 1)).toMatchObject([
      { url: 'https://a.example/', attempts: failedAttempts(1) },
    ])
  })

  test('moves a request to the host it was redirected to, and back for a retry', async () => {
    const at = await temporaryFolder()
    using store = await openStore(at('s'))
    const hop = { url: 'https://b.example/', host: 'b.example', redirects: [], remainingMs: 5 }
    store.add([A])
    for (const page of store.queue.take('a.example', 1)) store.queue.move(page, hop)
    const [moved] = store.queue.take('b.example', 1)
    expect(moved).toMatchObject({ url: 'https://a.example/', hop })
    if (moved) store.queue.retry(moved, failedAttempts(1), 0)
    store.queue.promoteDue(1)
    expect(store.queue.take('a.example', 1)).toMatchObject([{ hop: undefined, attempts: failedAttempts(1) }])
  })
})

describe('a run', () => {
  test('that was not closed is continued: what is committed is done, what is not is asked for again', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.add([A, B])
    for (const page of first.queue.take('a.example', 1)) first.queue.finish(page, okResult(), [])
    for (const page of first.queue.take('b.example', 1)) first.queue.retry(page, failedAttempts(2), 0)
    first[Symbol.dispose]()

    using second = await openStore(at('s'))
    second.add([B, A])
    expect(second.run).toMatchObject({ continued: true, startedAt: first.run.startedAt })
    expect(all(second.rows())).toMatchObject([{ kind: 'unfinished' }, { kind: 'result', index: 1 }])
    expect(second.counts).toMatchObject({ done: 1, waiting: 1 })
    second.queue.promoteDue(0)
    expect(second.queue.take('b.example', 1)).toMatchObject([{ attempts: failedAttempts(2) }])
  })

  test('that was closed is over: the next asks for every page', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.add([A])
    for (const page of first.queue.take('a.example', 1)) first.queue.finish(page, okResult(), [])
    first.closeRun()
    first[Symbol.dispose]()

    using second = await openStore(at('s'))
    second.add([A])
    expect(second.run.continued).toBe(false)
    expect(second.queue.take('a.example', 1)).toMatchObject([{ attempts: [] }])
  })

  test('does not take results of another analysis for its own', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.add([A])
    for (const page of first.queue.take('a.example', 1)) first.queue.finish(page, okResult(), [])
    first[Symbol.dispose]()

    using second = await openStore(at('s'), { analysisKey: 'other' })
    second.add([A])
    expect(all(second.rows())).toMatchObject([{ kind: 'unfinished' }])
  })

  test('leaves out lines that are no longer listed', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.add([A, B])
    first[Symbol.dispose]()

    using second = await openStore(at('s'))
    second.add([B])
    expect(all(second.rows())).toMatchObject([{ index: 0, url: 'https://b.example/' }])
  })
})

describe('a group of results', () => {
  test('is told only after its commit, 64 pages at the most', async () => {
    const at = await temporaryFolder()
    const groups: number[] = []
    using store = await openStore(at('s'))
    store.onRows((rows) => groups.push(rows.length))
    store.add(Array.from({ length: 100 }, (_, i) => pageEntry(`https://a.example/${i}`)))
    for (const page of store.queue.take('a.example', 100)) store.queue.finish(page, okResult(), [])
    expect(groups).toEqual([64])
    store.commit()
    expect(groups).toEqual([64, 36])
  })

  test('is committed on demand when it is larger than a kill may lose', async () => {
    const at = await temporaryFolder()
    const groups: number[] = []
    using store = await openStore(at('s'))
    store.onRows((rows) => groups.push(rows.length))
    store.add(Array.from({ length: 10 }, (_, i) => pageEntry(`https://a.example/${i}`)))
    const taken = store.queue.take('a.example', 10)
    for (const page of taken.slice(0, 5)) store.queue.finish(page, okResult(), [])
    for (const page of taken.slice(5)) store.queue.retry(page, failedAttempts(1), Date.now())
    store.commitBeyond(10)
    expect(groups).toEqual([])
    store.commitBeyond(9)
    store.commitBeyond(0)
    expect(groups).toEqual([5])
  })

  test('is committed by the clock when it does not fill', async () => {
    const at = await temporaryFolder()
    const rows = await new Promise<readonly StoredRow[]>((resolve, reject) => {
      void openStore(at('s'), { onError: reject }).then((store) => {
        store.onRows(resolve)
        store.add([pageEntry('https://a.example/', 'A')])
        for (const page of store.queue.take('a.example', 1)) store.queue.finish(page, okResult(), [])
      })
    })
    expect(rows).toEqual([{ index: 0, url: 'A', kind: 'result', json: okResult().json, change: 'new' }])
  })
})

test('a row that comes as UTF-8 is stored as text', async () => {
  const at = await temporaryFolder()
  using store = await openStore(at('s'))
  store.add([pageEntry('https://a.example/', 'A')])
  const json = '{"status":"ok","title":"Über 😀"}'
  for (const page of store.queue.take('a.example', 1)) {
    store.queue.finish(page, okResult({ json: new TextEncoder().encode(json) }), [])
  }
  store.commit()
  expect([...store.rows()].flat()).toMatchObject([{ kind: 'result', json }])
})

describe('the state file', () => {
  test('is held by one run at a time, and the other is told by whom', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    expect(first.counts.entries).toBe(0)
    const second = openStore(at('s'))
    await expect(second).rejects.toThrow(LockedError)
    await expect(second).rejects.toThrow(
      new RegExp(`another run holds ${at('s')}: pid ${process.pid} on .+ since 2`),
    )
  })

  test('is free again when the run has ended', async () => {
    const at = await temporaryFolder()
    for (const _ of [1, 2, 3]) {
      using store = await openStore(at('s'))
      store.add([A])
    }
    expect(existsSync(at('s'))).toBe(true)
  })

  test('is begun anew with fresh', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.add([A])
    for (const page of first.queue.take('a.example', 1)) first.queue.finish(page, okResult(), [])
    first[Symbol.dispose]()
    using second = await openStore(at('s'), { fresh: true })
    second.add([A])
    expect(all(second.rows())).toMatchObject([{ kind: 'unfinished' }])
  })

  test('that cannot be read is set aside, never overwritten', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('s'), 'this is no database, but somebody may want it'.repeat(100))
    const warnings: string[] = []
    using store = await openStore(at('s'), { warn: (text) => warnings.push(text) })
    expect(store.run.continued).toBe(false)
    expect(warnings).toEqual([expect.stringContaining(`it was set aside as ${at('s')}.unreadable-1`)])
    expect(readFileSync(at('s.unreadable-1'), 'utf8')).toContain('this is no database')
  })

  test('that is damaged inside is set aside too', async () => {
    const at = await temporaryFolder()
    using first = await openStore(at('s'))
    first.add(Array.from({ length: 500 }, (_, i) => pageEntry(`https://a.example/${i}`)))
    first[Symbol.dispose]()
    const bytes = readFileSync(at('s'))
    writeFileSync(at('s'), bytes.fill(0xff, 4096, bytes.length))
    const warnings: string[] = []
    using store = await openStore(at('s'), { warn: (text) => warnings.push(text) })
    store.add([A])
    expect(warnings).toEqual([expect.stringContaining('was set aside')])
  })

  test('that proves damaged when its run is under way ends that, and the next start begins afresh', async () => {
    const at = await temporaryFolder()
    const pages = Array.from({ length: 1200 }, (_, i) => pageEntry(`https://a.example/${i}`))
    using first = await openStore(at('s'))
    first.add(pages)
    for (const page of first.queue.take('a.example', 1200))
      first.queue.finish(page, okResult({ json: 'x'.repeat(3000) }), [])
    first[Symbol.dispose]()
    const bytes = readFileSync(at('s'))
    const pageBytes = bytes.readUInt16BE(16)
    for (let page = 100 * pageBytes; page < bytes.length; page += pageBytes) bytes.fill(0xff, page, page + 64)
    writeFileSync(at('s'), bytes)

    const warnings: string[] = []
    const warn = (text: string) => void warnings.push(text)
    using second = await openStore(at('s'), { warn })
    const goOn = () => {
      second.add(pages)
      second.commit()
    }
    expect(goOn).toThrow('malformed')
    expect(goOn).toThrow('malformed')
    second[Symbol.dispose]()
    expect(warnings).toEqual([
      `the state ${at('s')} is damaged; it was set aside as ${at('s.unreadable-1')}, and the next start begins afresh`,
    ])
    expect(readFileSync(at('s.unreadable-1'))).toHaveLength(bytes.length)

    using third = await openStore(at('s'), { warn })
    expect(third.run.continued).toBe(false)
    expect(warnings).toHaveLength(1)
  })

  test('that cannot be read takes its log along', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('s'), 'this is no database, but somebody may want it'.repeat(100))
    writeFileSync(at('s-wal'), 'and this was its log')
    using store = await openStore(at('s'))
    expect(store.run.continued).toBe(false)
    expect(readFileSync(at('s.unreadable-1-wal'), 'utf8')).toBe('and this was its log')
  })

  test('that belongs to another program is left alone', async () => {
    const at = await temporaryFolder()
    const foreign = openDatabase(at('s'))
    foreign.exec('CREATE TABLE precious (x)')
    foreign.close()
    await expect(openStore(at('s'))).rejects.toThrow('is a database of another program')
  })

  test('that is no file is refused', async () => {
    await expect(openStore('/dev/null')).rejects.toThrow(StateError)
  })

  test('of a newer version is refused', async () => {
    const at = await temporaryFolder()
    const newer = openDatabase(at('s'))
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    await expect(openStore(at('s'))).rejects.toThrow(StateError)
  })

  test('that cannot be opened is named', async () => {
    const at = await temporaryFolder()
    await expect(openStore(at('missing/s'))).rejects.toThrow(`cannot open the state ${at('missing/s')}`)
  })
})
