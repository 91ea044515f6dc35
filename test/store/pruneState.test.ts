import { chmodSync, copyFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { InputError, LockedError, StateError } from '../../src/errors.ts'
import type { Store } from '../../src/store/createStore.ts'
import { openDatabase } from '../../src/store/database.ts'
import { type PrunedState, pruneState } from '../../src/store/pruneState.ts'
import type { PageIdentity } from '../../src/types.ts'
import { failedAttempts, okResult, openStore, pageEntry, toldRows } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const wait = { waitMs: 0, signal: new AbortController().signal, onWait: () => {} }
const DAY_MS = 86_400_000
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS)
const prune = (path: string, days: number): Promise<PrunedState> => pruneState(path, daysAgo(days), wait)

const identityOf = (url: string): PageIdentity => ({
  etag: '"1"',
  lastModified: null,
  finalUrl: url,
  answerHash: 'answer',
  bodyHash: `body of ${url}`,
  textHash: `text of ${url}`,
})

function finishAll(store: Store, host = 'a.example'): void {
  for (const page of store.queue.take(host, 999)) {
    const json = JSON.stringify({ status: 'ok', text: page.url.repeat(200) })
    store.queue.finish(page, okResult({ json, identity: identityOf(page.url) }), [])
  }
}

/** A run over these pages of `a.example`, that was closed some days ago. */
async function run(path: string, pages: readonly string[], days: number): Promise<void> {
  const store = await openStore(path)
  store.add(pages.map((page) => pageEntry(`https://a.example/${page}`)))
  finishAll(store)
  store.closeRun()
  const { id } = store.run
  store[Symbol.dispose]()
  write(
    path,
    `UPDATE runs SET started_at = '${daysAgo(days).toISOString()}', closed_at = '${daysAgo(days).toISOString()}' WHERE id = ${id}`,
  )
}

function write(path: string, sql: string): void {
  const database = openDatabase(path)
  database.exec(sql)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}

function read(path: string, sql: string): unknown[] {
  const database = openDatabase(path)
  const rows = database.prepare(sql).all()
  database.close()
  return rows.map(([value]) => value)
}
const pagesIn = (path: string): unknown[] =>
  read(path, 'SELECT key FROM pages ORDER BY key').map((key) => String(key).slice(18))
const MANY = Array.from({ length: 1200 }, (_, i) => `old-${i}`)

describe('pruning a state', () => {
  test('removes what was last listed longer ago, and gives the room back', async () => {
    const at = await temporaryFolder()
    await run(at('s'), [...MANY, 'a', 'b'], 60)
    await run(at('s'), ['b', 'c'], 40)
    await run(at('s'), ['c', 'd'], 20)
    await run(at('s'), ['d'], 1)
    const before = statSync(at('s')).size
    const pruned = await prune(at('s'), 30)
    expect(pruned).toMatchObject({ pages: MANY.length + 2, runs: 2, bytesBefore: before })
    expect(pagesIn(at('s'))).toEqual(['c', 'd'])
    expect(read(at('s'), 'SELECT count(*) FROM results')).toEqual([2])
    expect(pruned.bytesAfter).toBe(statSync(at('s')).size)
    expect(pruned.bytesAfter).toBeLessThan(before / 5)
    expect(readdirSync(at('.')).sort()).toEqual(['s', 's.lock'])
  })

  test('leaves what the next run needs: it sends validators, and knows how the pages have changed', async () => {
    const at = await temporaryFolder()
    await run(at('s'), ['gone', 'a'], 90)
    await run(at('s'), ['a', 'dropped'], 60)
    expect(await prune(at('s'), 30)).toMatchObject({ pages: 1, runs: 1 })
    const store = await openStore(at('s'))
    const told = toldRows(store)
    store.add([pageEntry('https://a.example/a'), pageEntry('https://a.example/new')])
    expect(store.removedPages()).toBe(1)
    const taken = store.queue.take('a.example', 9)
    expect(taken.map(({ known }) => known?.etag)).toEqual(['"1"', undefined])
    for (const page of taken) store.queue.finish(page, okResult({ identity: identityOf(page.url) }), [])
    store.commit()
    expect(told.map((row) => 'change' in row && row.change)).toEqual(['unchanged', 'new'])
  })

  test('touches nothing of a run that is not over, nor of the one it is compared with', async () => {
    const at = await temporaryFolder()
    await run(at('s'), ['a', 'b', 'c'], 60)
    const open = await openStore(at('s'))
    open.add(['a', 'b'].map((page) => pageEntry(`https://a.example/${page}`)))
    const [a, b] = open.queue.take('a.example', 2)
    if (a === undefined || b === undefined) throw new Error('no pages')
    open.queue.finish(a, okResult({ identity: identityOf(a.url) }), [])
    open.queue.retry(b, failedAttempts(1), Date.now() + DAY_MS)
    open[Symbol.dispose]()
    expect(await prune(at('s'), 0)).toMatchObject({ pages: 0, runs: 0 })
    const again = await openStore(at('s'))
    again.add(['a', 'b'].map((page) => pageEntry(`https://a.example/${page}`)))
    expect(again.run.continued).toBe(true)
    expect(again.counts).toMatchObject({ done: 1, waiting: 1 })
    expect(again.removedPages()).toBe(1)
  })

  test('keeps what an earlier start of the last run has fetched and the list has lost since, by when that was', async () => {
    const at = await temporaryFolder()
    const stopped = await openStore(at('s'))
    stopped.add(['a', 'lost'].map((page) => pageEntry(`https://a.example/${page}`)))
    finishAll(stopped)
    stopped[Symbol.dispose]()
    await run(at('s'), ['a'], 0)
    expect(await prune(at('s'), 30)).toMatchObject({ pages: 0 })
    expect(pagesIn(at('s'))).toEqual(['a', 'lost'])
    write(at('s'), `UPDATE results SET fetched_at = ${daysAgo(40).getTime()}`)
    expect(await prune(at('s'), 30)).toMatchObject({ pages: 1 })
    expect(pagesIn(at('s'))).toEqual(['a'])
  })

  test('forgets old robots.txt, and hosts that no page is at', async () => {
    const at = await temporaryFolder()
    await run(at('s'), ['a'], 1)
    write(
      at('s'),
      `INSERT INTO robots VALUES ('https://a.example', ${Date.now()}, ''), ('https://b.example', ${Date.now() - 40 * DAY_MS}, '');
       UPDATE results SET final_url = 'https://target.example:8443/a';
       INSERT INTO host_memory VALUES ('a.example', 100, 0, 0), ('target.example', 100, 0, 0), ('a.exampl', 100, 0, 0),
         ('b.example', 100, 0, 0), ('asleep.example', 0, ${Date.now() + DAY_MS}, 0)`,
    )
    expect(await prune(at('s'), 30)).toMatchObject({ pages: 0, robots: 1, hosts: 2 })
    expect(read(at('s'), 'SELECT origin FROM robots')).toEqual(['https://a.example'])
    expect(read(at('s'), 'SELECT name FROM host_memory ORDER BY name')).toEqual([
      'a.example',
      'asleep.example',
      'target.example',
    ])
  })

  test('does nothing where there is nothing to remove', async () => {
    const at = await temporaryFolder()
    await run(at('s'), ['a'], 1)
    const { ino, size } = statSync(at('s'))
    expect(await prune(at('s'), 0)).toEqual({
      pages: 0,
      runs: 0,
      robots: 0,
      hosts: 0,
      bytesBefore: size,
      bytesAfter: size,
    })
    expect(statSync(at('s')).ino).toBe(ino)
  })

  test('keeps the mode of the file and a symbolic link to it, and takes away what was left of an attempt', async () => {
    const at = await temporaryFolder()
    await run(at('real'), MANY, 60)
    await run(at('real'), ['a'], 1)
    chmodSync(at('real'), 0o600)
    symlinkSync('real', at('s'))
    writeFileSync(at('real.textmill-tmp'), 'half a copy')
    expect(await prune(at('s'), 30)).toMatchObject({ pages: MANY.length })
    expect(statSync(at('real')).mode & 0o777).toBe(0o600)
    expect(pagesIn(at('s'))).toEqual(['a'])
    expect(readdirSync(at('.')).sort()).toEqual(['real', 'real.lock', 's', 's.lock'])
  })

  test('takes along what a killed process has left in the log', async () => {
    const at = await temporaryFolder()
    await run(at('s'), MANY, 60)
    await run(at('s'), ['a'], 2)
    const running = await openStore(at('s'))
    running.add([pageEntry('https://a.example/a'), pageEntry('https://a.example/b')])
    finishAll(running)
    running.commit()
    for (const file of ['s', 's-wal']) copyFileSync(at(file), at(file.replace('s', 'killed')))
    expect(await prune(at('killed'), 30)).toMatchObject({ pages: MANY.length })
    expect(pagesIn(at('killed'))).toEqual(['a', 'b'])
    const goneOn = await openStore(at('killed'))
    goneOn.add([pageEntry('https://a.example/a'), pageEntry('https://a.example/b')])
    expect(goneOn.counts.done).toBe(2)
  })

  test('refuses while a run holds the state, and leaves it alone', async () => {
    const at = await temporaryFolder()
    await run(at('s'), ['old'], 60)
    await run(at('s'), ['a'], 50)
    const running = await openStore(at('s'))
    await expect(prune(at('s'), 30)).rejects.toThrow(LockedError)
    running[Symbol.dispose]()
    expect(pagesIn(at('s'))).toEqual(['a', 'old'])
  })

  test('gives no room back while somebody reads the state, and the next time it does', async () => {
    const at = await temporaryFolder()
    await run(at('s'), MANY, 60)
    await run(at('s'), ['a'], 1)
    const { ino } = statSync(at('s'))
    const reader = openDatabase(at('s'))
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM pages').all()
    await expect(prune(at('s'), 30)).rejects.toThrow('is being read: what was removed stays so')
    expect(statSync(at('s')).ino).toBe(ino)
    reader.exec('COMMIT')
    expect(pagesIn(at('s'))).toEqual(['a'])
    const { pages, bytesBefore, bytesAfter } = await prune(at('s'), 30)
    expect(pages).toBe(0)
    expect(bytesAfter).toBeLessThan(bytesBefore / 5)
  })

  test('refuses what is no state, and what it cannot read', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('note.txt'), 'a note of mine')
    await run(at('newer'), ['a'], 60)
    write(at('newer'), 'PRAGMA user_version = 99')
    await expect(prune(at('none'), 30)).rejects.toThrow(InputError)
    await expect(prune(at('note.txt'), 30)).rejects.toThrow(InputError)
    await expect(prune(at('newer'), 30)).rejects.toThrow(StateError)
    const files = readdirSync(at('.')).filter((file) => !/-(wal|shm)$/.test(file))
    expect(files.sort()).toEqual(['newer', 'newer.lock', 'note.txt'])
  })
})
