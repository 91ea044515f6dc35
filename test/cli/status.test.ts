import { copyFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { InputEntry } from '../../src/types.ts'
import { failedAttempts, failedResult, okResult, openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { fakeIo } from './fakeIo.ts'

type At = (name: string) => string

async function status(at: At, ...args: string[]) {
  const { io, out, err } = fakeIo({ cwd: at('.') })
  const code = await run(['status', ...args], io)
  return { code, out: out(), err: err() }
}

/** Without what differs from run to run: times and sizes. */
const steady = (out: string): string => out.replaceAll(/20\S+Z/g, 'T').replaceAll(/[\d.]+ [KM]B/g, 'SIZE')

const urls = (host: string, count: number): InputEntry[] =>
  Array.from({ length: count }, (_, i) => pageEntry(`https://${host}/${i}`))

describe('scrape status', () => {
  test('lets no message move the cursor', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add(urls('a.example', 1))
    for (const page of store.queue.take('a.example', 9))
      store.queue.finish(page, failedResult('\x1b[2Jall is well'), [])
    store[Symbol.dispose]()
    const { out } = await status(at, at('s'))
    expect(out).toContain('at a.example: \\x1b[2Jall is well\n')
  })

  test('tells how a finished run ended, with its failures by their kinds and hosts', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    const [first = pageEntry('https://a.example/')] = urls('a.example', 1)
    const noUrl = { written: 'x', origin: 'test', invalid: 'not a valid URL' }
    const excluded = { written: 'y', origin: 'test', isExcluded: true } as InputEntry
    store.add([...urls('a.example', 3), ...urls('b.example', 1), first, noUrl, excluded])
    const [ok, ...refused] = store.queue.take('a.example', 9)
    if (ok !== undefined) store.queue.finish(ok, okResult(), [])
    const results = [failedResult('nobody listens'), failedResult('nobody listens')]
    for (const page of refused) store.queue.finish(page, results.pop() ?? okResult(), [])
    const gone = { ...failedResult('the server answered 404'), failureCode: 'http-status', statusCode: 404 }
    for (const page of store.queue.take('b.example', 9))
      store.queue.finish(page, { ...gone, failureCode: 'http-status' }, [])
    store.closeRun()
    store[Symbol.dispose]()
    const { code, out, err } = await status(at, at('s'))
    expect(steady(out)).toBe(
      [
        at('s'),
        '  run of T: over since T',
        '  7 listed: 1 ok, 4 failed, 2 skipped',
        '  failed: 1 × no URL',
        '  failed: 2 × connection-refused at a.example: nobody listens',
        '  failed: 1 × http-status at b.example: the server answered 404',
        '  state: SIZE',
        '',
      ].join('\n'),
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test('tells of a run that goes on what its unfinished pages wait for, and leaves it alone', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add([...urls('a.example', 4), ...urls('b.example', 2)])
    const [waiting, taken] = store.queue.take('a.example', 2)
    if (waiting === undefined || taken === undefined) throw new Error('no pages')
    store.queue.retry(waiting, failedAttempts(1), Date.UTC(2100, 0))
    for (const page of store.queue.take('b.example', 1)) store.queue.park(page, 'https://b.example')
    store.commit()
    const files = readdirSync(at('.')).sort()
    const { out } = await status(at, at('s'))
    expect(steady(out)).toBe(
      [
        at('s'),
        `  run of T: goes on, by pid ${process.pid} on ${hostname()} since T`,
        '  6 listed: 6 unfinished',
        '  unfinished: 3 wait for their turn, 1 are being asked for, 1 wait to be asked again, 1 wait for their origin',
        '    4 at a.example',
        '    2 at b.example',
        '  state: SIZE, and a log of SIZE',
        '',
      ].join('\n'),
    )
    expect(readdirSync(at('.')).sort()).toEqual(files)
    store.queue.finish(taken, okResult(), [])
    store.commit()
    expect((await status(at, at('s'))).out).toContain('6 listed: 1 ok, 5 unfinished')
  })

  test('tells that a run was stopped, where nobody goes on with it', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add(urls('a.example', 1))
    store[Symbol.dispose]()
    expect((await status(at, at('s'))).out).toContain(
      ': stopped before its end; the same command continues\n',
    )
  })

  test('tells the origins that were given up, also when the run is over', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add(urls('a.example', 1))
    store.memory.saveOrigin('https://a.example', { failures: 5, probes: 3, isGivenUp: true })
    store.closeRun()
    store[Symbol.dispose]()
    expect((await status(at, at('s'))).out).toContain(
      'given up: https://a.example, after 5 failures one after another',
    )
  })

  test('is JSON with --json', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add(urls('a.example', 2))
    for (const page of store.queue.take('a.example', 1)) store.queue.finish(page, failedResult('no'), [])
    store[Symbol.dispose]()
    const { code, out } = await status(at, at('s'), '--json')
    expect(code).toBe(0)
    const found = JSON.parse(out)
    expect(found).toMatchObject({
      state: at('s'),
      size: { bytes: statSync(at('s')).size, logBytes: 0, freeBytes: 0 },
      heldBy: null,
      run: { startedAt: expect.any(String), closedAt: null },
      counts: { listed: 2, ok: 0, failed: 1, ready: 1 },
      failures: [{ code: 'connection-refused', host: 'a.example', pages: 1, message: 'no' }],
      unfinishedHosts: [{ host: 'a.example', pages: 1 }],
      givenUpOrigins: [],
    })
  })

  test('cuts a long list of failures short, and says so', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    const hosts = Array.from({ length: 25 }, (_, i) => `h${String(i).padStart(2, '0')}.example`)
    store.add(hosts.flatMap((host) => urls(host, 1)))
    for (const host of hosts)
      for (const page of store.queue.take(host, 1)) store.queue.finish(page, failedResult('no'), [])
    store.commit()
    const { out } = await status(at, at('s'))
    expect(out.match(/failed: 1 ×/g)).toHaveLength(20)
    expect(out).toContain('… and 5 more groups of failures\n')
  })

  test('says so where nothing was run yet', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store[Symbol.dispose]()
    const database = openDatabase(at('s'))
    database.exec('DELETE FROM runs')
    database.close()
    expect((await status(at, at('s'))).out).toContain('no run yet')
  })

  test('finds the state beside the first output of the configuration', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('out.json.state'))
    store.add(urls('a.example', 1))
    store[Symbol.dispose]()
    writeFileSync(at('scraper.config.json'), JSON.stringify({ output: { files: [at('out.json')] } }))
    expect((await status(at)).out).toContain('1 listed: 1 unfinished')
    expect((await status(at, '-o', at('out.json'))).out).toContain('1 listed')
  })

  test('finds the state where the run keeps it, which is not beside a device', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('out.json.state'))
    store.add(urls('a.example', 1))
    store[Symbol.dispose]()
    const outputs = ['-o', '/dev/null', '-o', at('out.json')]
    expect((await status(at, ...outputs)).out).toContain('1 listed')
    expect((await status(at, '-o', '/dev/null')).err).toContain('which run?')
  })

  test('prints JSON for programs', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add(urls('a.example', 2))
    store[Symbol.dispose]()
    expect(JSON.parse((await status(at, at('s'), '--json')).out)).toMatchObject({
      state: at('s'),
      run: { closedAt: null },
      counts: { listed: 2, ready: 2 },
      unfinishedHosts: [{ host: 'a.example', pages: 2 }],
    })
  })

  test.each([
    ['a missing state', ['none.state'], 'none.state: no such file', 2],
    ['what is no state', ['note.txt'], 'note.txt: is not a state of textmill', 2],
    ['a state of an earlier version', ['old.state'], 'start its run again, which brings it up to date', 2],
    ['two states', ['a', 'b'], 'one state at a time', 2],
    ['a state and another by its flag', ['a', '--state', 'b'], 'or that of --state', 2],
    ['a state and the output of another', ['a', '-o', 'b'], 'or that of --output', 2],
    ['a path that leads nowhere for ever', ['loop'], 'loop: cannot be read (ELOOP)', 2],
  ])('refuses %s', async (_, args, message, expected) => {
    const at = await temporaryFolder()
    symlinkSync('loop', at('loop'))
    writeFileSync(at('note.txt'), 'a note of mine')
    const old = openDatabase(at('old.state'))
    old.exec(`PRAGMA application_id = ${0x74786d6c}; PRAGMA user_version = 3; CREATE TABLE runs (id INTEGER)`)
    old.close()
    const [first = '', ...more] = args
    const { code, out, err } = await status(at, at(first), ...more)
    expect(err).toContain(message)
    expect({ code, out }).toEqual({ code: expected, out: '' })
  })

  test('sees what the log of a killed run holds, also through a symbolic link', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add(urls('a.example', 4))
    store.commit()
    for (const file of ['s', 's-wal']) copyFileSync(at(file), at(file.replace('s', 'killed')))
    symlinkSync('killed', at('link'))
    expect((await status(at, at('link'))).out).toContain('4 listed: 4 unfinished')
  })
})
