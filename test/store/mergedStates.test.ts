import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { asString } from '../../src/config/utf8.ts'
import { InputError, LockedError, StateError } from '../../src/errors.ts'
import { openDatabase } from '../../src/store/database.ts'
import { createMergedStates, type MergedStates } from '../../src/store/mergedStates.ts'
import type { AttemptRecord, InputEntry, StoredResult } from '../../src/types.ts'
import { failedAttempts, failedResult, okResult, openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const all = <T>(groups: Iterable<readonly T[]>): T[] => [...groups].flat()
const page = (name: string, written?: string): InputEntry => pageEntry(`https://a.example/${name}`, written)
const found = (name: string): StoredResult => okResult({ json: `{"status":"ok","text":"${name}"}` })

interface Made {
  readonly list: readonly InputEntry[]
  /** By URL; what is not named stays unfinished. */
  readonly results?: Readonly<Record<string, StoredResult>>
  readonly startedAt?: string
  readonly analysisKey?: string
  readonly attempts?: readonly AttemptRecord[]
}

/** A start of a run that leaves this behind. */
async function makeState(path: string, { list, results = {}, startedAt, analysisKey, attempts }: Made) {
  const store = await openStore(path, analysisKey === undefined ? {} : { analysisKey })
  store.add(list)
  for (const { host } of store.queue.longestHosts(9, 0)) {
    for (const taken of store.queue.take(host, list.length)) {
      const result = results[new URL(taken.url).pathname.slice(1)]
      if (result !== undefined) store.queue.finish(taken, result, attempts ?? failedAttempts(1))
    }
  }
  store[Symbol.dispose]()
  if (startedAt === undefined) return
  const database = openDatabase(path)
  database.exec(`UPDATE runs SET started_at = '${startedAt}'`)
  database.close()
}

async function mergedStates(
  at: (name: string) => string,
  states: readonly string[],
  giveWay: () => Promise<void> = async () => {},
): Promise<MergedStates> {
  const merged = await createMergedStates({
    states: states.map(at),
    alsoLocked: [at('all.json.state')],
    path: at('temporary'),
    giveWay,
  })
  // Disposing twice would close a database of the next test.
  let isOpen = true
  const dispose = merged[Symbol.dispose]
  const close = (): void => {
    if (isOpen) dispose()
    isOpen = false
  }
  onTestFinished(close)
  return { ...merged, [Symbol.dispose]: close }
}

const texts = (merged: MergedStates): unknown[] =>
  all(merged.rows()).map((row) => ('json' in row ? JSON.parse(asString(row.json)).text : row.kind))

describe('the list of merged states', () => {
  test('has one list after another, without the pages that an earlier state has listed', async () => {
    const at = await temporaryFolder()
    const invalid = (text: string): InputEntry => ({
      written: text,
      origin: `${text}.txt:2`,
      invalid: 'no URL',
    })
    await makeState(at('a'), {
      list: [page('1'), invalid('x'), page('1', 'a/1#top'), { ...page('out'), isExcluded: true }, page('2')],
      results: { 1: found('a1'), 2: found('a2') },
    })
    await makeState(at('b'), {
      list: [invalid('y'), page('3', 'b/3'), page('2'), page('2'), page('3'), page('4')],
      results: { 3: found('b3') },
    })
    const merged = await mergedStates(at, ['a', 'b'])
    expect(all(merged.rows())).toEqual([
      { index: 0, url: 'https://a.example/1', kind: 'result', json: found('a1').json, change: 'new' },
      { index: 1, url: 'x', kind: 'invalid', message: 'x.txt:2: no URL' },
      { index: 2, url: 'a/1#top', kind: 'duplicate', of: 0 },
      { index: 3, url: 'https://a.example/out', kind: 'excluded' },
      { index: 4, url: 'https://a.example/2', kind: 'result', json: found('a2').json, change: 'new' },
      { index: 5, url: 'y', kind: 'invalid', message: 'y.txt:2: no URL' },
      { index: 6, url: 'b/3', kind: 'result', json: found('b3').json, change: 'new' },
      { index: 7, url: 'https://a.example/3', kind: 'duplicate', of: 6 },
      { index: 8, url: 'https://a.example/4', kind: 'unfinished' },
    ])
    expect([merged.entries, merged.unfinished]).toEqual([9, 1])
    expect(all(merged.facts()).map(({ kind }) => kind)).toEqual(all(merged.rows()).map(({ kind }) => kind))
  })

  test('is that of each state’s last start', async () => {
    const at = await temporaryFolder()
    await makeState(at('a'), { list: [page('1'), page('2')], results: { 1: found('a1'), 2: found('a2') } })
    await makeState(at('a'), { list: [page('2')] })
    expect(texts(await mergedStates(at, ['a']))).toEqual(['a2'])
  })

  test('is whole when it is longer than what is copied at once', async () => {
    const at = await temporaryFolder()
    const names = Array.from({ length: 2500 }, (_, i) => `${i}`)
    const results = Object.fromEntries(names.map((name) => [name, found(name)]))
    await makeState(at('a'), { list: names.slice(0, 1500).map((name) => page(name)), results })
    await makeState(at('b'), { list: names.slice(500).map((name) => page(name)), results })
    const merged = await mergedStates(at, ['a', 'b'])
    expect(texts(merged)).toEqual(names)
    expect(all(merged.rows()).map(({ index }) => index)).toEqual(names.map(Number))
  })
})

describe('a page with results in several states', () => {
  const early = '2026-01-01T00:00:00.000Z'
  const late = '2026-01-02T00:00:00.000Z'
  const one = (text: string, startedAt: string): Made => ({
    list: [page('1')],
    results: { 1: text === 'failed' ? failedResult('gone') : found(text) },
    startedAt,
  })

  test.each([
    ['has that of the run that was started last', one('a', early), one('b', late), 'b'],
    ['has it also when that state is named first', one('a', late), one('b', early), 'a'],
    ['has that of the state named last when they were started at once', one('a', late), one('b', late), 'b'],
    ['has it also when it is a failure', one('a', early), one('failed', late), undefined],
    [
      'has the other where the last run has none yet',
      one('a', early),
      { ...one('b', late), results: {} },
      'a',
    ],
  ])('%s', async (_name, a, b, text) => {
    const at = await temporaryFolder()
    await makeState(at('a'), a)
    await makeState(at('b'), b)
    expect(texts(await mergedStates(at, ['a', 'b']))).toEqual([text])
  })

  test('is compared by what goes with its result', async () => {
    const at = await temporaryFolder()
    const facts = (textHash: number) =>
      JSON.stringify({
        title: null,
        kind: null,
        authors: [],
        publishedAt: null,
        textChars: 3,
        lix: null,
        textHash,
      })
    const compared = (text: string, textHash: number): StoredResult => ({
      ...found(text),
      features: {
        facts: facts(textHash),
        terms: '["mill",2]',
        bands: new Uint8Array([1, 0, 0, 0]),
        paragraphs: new Uint8Array([2, 0, 0, 0]),
        links: new Uint8Array(new Float64Array([3]).buffer),
      },
    })
    await makeState(at('a'), {
      list: [page('1'), page('2')],
      results: { 1: compared('a', 11), 2: compared('a', 12) },
    })
    await makeState(at('b'), {
      list: [page('2'), page('3')],
      results: { 2: compared('b', 22), 3: found('b') },
    })
    const { corpus } = await mergedStates(at, ['a', 'b'])
    const rows = all(corpus.rows(['key', 'facts', 'terms', 'bands', 'paragraphs', 'links']))
    expect(rows.map(({ index, key, status }) => [index, key, status])).toEqual([
      [0, 'https://a.example/1', 'ok'],
      [1, 'https://a.example/2', 'ok'],
      [2, 'https://a.example/3', 'skipped'],
    ])
    expect(rows).toMatchObject([
      {
        features: {
          textHash: 11,
          terms: [{ term: 'mill', count: 2 }],
          bands: new Uint32Array([1]),
          paragraphs: new Uint32Array([2]),
          links: new Float64Array([3]),
        },
      },
      { features: { textHash: 22 } },
      {},
    ])
  })
})

describe('any states', () => {
  const name = fc.integer({ min: 1, max: 5 }).map(String)
  const state = fc.record({
    names: fc.array(name, { minLength: 1, maxLength: 6 }),
    done: fc.array(name),
    day: fc.integer({ min: 1, max: 3 }),
  })

  test('are merged as if a list were made of lists, and results put over results', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(state, { minLength: 1, maxLength: 3 }), async (states) => {
        const at = await temporaryFolder()
        for (const [i, { names, done, day }] of states.entries()) {
          const results = Object.fromEntries(done.map((name) => [name, found(`${name} of ${i}`)]))
          const startedAt = `2026-01-0${day}T00:00:00.000Z`
          await makeState(at(`${i}`), { list: names.map((name) => page(name)), results, startedAt })
        }
        const merged = await mergedStates(
          at,
          states.map((_, i) => `${i}`),
        )
        expect(texts(merged)).toEqual(expected(states))
      }),
      { numRuns: 8 },
    )
  })

  interface Plan {
    readonly names: readonly string[]
    readonly done: readonly string[]
    readonly day: number
  }

  function expected(states: readonly Plan[]): string[] {
    const seen = new Set<string>()
    const texts: string[] = []
    for (const { names } of states) {
      const own = names.filter((name) => !seen.has(name))
      for (const [i, name] of own.entries()) {
        texts.push(own.indexOf(name) === i ? resultOf(name, states) : 'duplicate')
        seen.add(name)
      }
    }
    return texts
  }

  function resultOf(name: string, states: readonly Plan[]): string {
    const having = states
      .map((state, i) => ({ ...state, i }))
      .filter(({ names, done }) => names.includes(name) && done.includes(name))
      .sort((a, b) => a.day - b.day || a.i - b.i)
    const last = having.at(-1)
    return last === undefined ? 'unfinished' : `${name} of ${last.i}`
  }
})

describe('the results of one state', () => {
  test('are those of its last run', async () => {
    const at = await temporaryFolder()
    const list = [page('1'), page('2')]
    await makeState(at('a'), { list, results: { 1: found('old'), 2: found('old') } })
    const store = await openStore(at('a'))
    store.closeRun()
    store[Symbol.dispose]()
    await makeState(at('a'), { list, results: { 2: found('new') } })
    const merged = await mergedStates(at, ['a'])
    expect(texts(merged)).toEqual(['unfinished', 'new'])
    expect(merged.unfinished).toBe(1)
  })

  test('are of one analysis, that of the last attempt', async () => {
    const at = await temporaryFolder()
    const [attempt] = failedAttempts(1)
    const attemptAt = (ms: number) => (attempt === undefined ? [] : [{ ...attempt, at: attempt.at + ms }])
    const list = [page('1'), page('2'), page('3')]
    const results = { 1: found('old'), 2: found('old'), 3: found('old') }
    await makeState(at('a'), { list, results, analysisKey: 'z', attempts: attemptAt(0) })
    await makeState(at('a'), { list, results: { 2: found('new') }, analysisKey: 'b', attempts: attemptAt(1) })
    expect(texts(await mergedStates(at, ['a']))).toEqual(['unfinished', 'new', 'unfinished'])
  })
})

describe('a state that is merged', () => {
  test('is only read, also one that was left by a killed process', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('live'))
    store.add([page('1'), page('2')])
    for (const taken of store.queue.take('a.example', 1)) store.queue.finish(taken, found('saved'), [])
    store.commit()
    for (const end of ['', '-wal']) copyFileSync(at(`live${end}`), at(`a${end}`))
    store[Symbol.dispose]()
    await makeState(at('b'), { list: [page('3')], results: { 3: found('b3') } })
    const files = () => readdirSync(at('.')).filter((name) => name.startsWith('b') && !name.endsWith('.lock'))
    const bytes = () => [files(), ...['a', 'a-wal', 'b'].map((name) => readFileSync(at(name), 'latin1'))]
    const before = bytes()
    expect(statSync(at('a-wal')).size).toBeGreaterThan(0)

    const merged = await mergedStates(at, ['a', 'b'])
    expect(texts(merged)).toEqual(['saved', 'unfinished', 'b3'])
    merged[Symbol.dispose]()
    expect(bytes()).toEqual(before)
  })

  test('is locked meanwhile, and free again afterwards', async () => {
    const at = await temporaryFolder()
    await makeState(at('a'), { list: [page('1')] })
    const merged = await mergedStates(at, ['a'])
    await expect(openStore(at('a'))).rejects.toThrow(LockedError)
    await expect(openStore(at('all.json.state'))).rejects.toThrow(LockedError)
    merged[Symbol.dispose]()
    const again = await openStore(at('a'))
    expect(again.run.continued).toBe(true)
  })

  test('is free again when the merge is stopped', async () => {
    const at = await temporaryFolder()
    await makeState(at('a'), { list: [page('1')] })
    const stop = async (): Promise<void> => {
      throw new Error('stopped')
    }
    await expect(mergedStates(at, ['a'], stop)).rejects.toThrow('stopped')
    expect((await openStore(at('a'))).run.continued).toBe(true)
  })

  test('is refused while a run holds it, with who does', async () => {
    const at = await temporaryFolder()
    await makeState(at('a'), { list: [page('1')] })
    await openStore(at('b'))
    const merge = mergedStates(at, ['a', 'b'])
    await expect(merge).rejects.toThrow(LockedError)
    await expect(merge).rejects.toThrow(`another run holds ${at('b')}: pid ${process.pid}`)
  })
})

describe('what is no state is refused by its name, and nothing is made beside it', () => {
  const withVersion = (path: string, version: number): void => {
    const database = openDatabase(path)
    database.exec(`PRAGMA user_version = ${version}`)
    database.close()
  }

  test.each<[string, (path: string) => unknown, typeof InputError, string]>([
    ['a missing file', () => {}, InputError, 'no such file'],
    [
      'a file of something else',
      (path) => writeFileSync(path, '{}'),
      InputError,
      'is not a state of textmill',
    ],
    ['an empty file', (path) => writeFileSync(path, ''), InputError, 'is not a state of textmill'],
  ])('%s', async (_name, prepare, kind, message) => {
    const at = await temporaryFolder()
    await makeState(at('a'), { list: [page('1')] })
    prepare(at('b'))
    const before = readdirSync(at('.'))
    const merge = mergedStates(at, ['a', 'b'])
    await expect(merge).rejects.toThrow(kind)
    await expect(merge).rejects.toThrow(`${at('b')}: ${message}`)
    expect(readdirSync(at('.'))).toEqual(before)
  })

  test('a folder', async () => {
    const at = await temporaryFolder()
    await expect(mergedStates(at, ['.'])).rejects.toThrow(`${at('.')}: is not a file`)
  })

  test('a database of another program', async () => {
    const at = await temporaryFolder()
    const database = openDatabase(at('b'))
    database.exec('CREATE TABLE mine (x)')
    database.close()
    await expect(mergedStates(at, ['b'])).rejects.toThrow(`${at('b')}: is not a state of textmill`)
  })

  test.each([
    ['an older version', 1, 'an earlier version'],
    ['a newer version', 999, 'a newer version'],
  ])('a state of %s', async (_name, version, message) => {
    const at = await temporaryFolder()
    await makeState(at('b'), { list: [page('1')] })
    withVersion(at('b'), version)
    const merge = mergedStates(at, ['b'])
    await expect(merge).rejects.toThrow(StateError)
    await expect(merge).rejects.toThrow(`the state ${at('b')} was written by ${message}`)
  })

  test('a state that is damaged', async () => {
    const at = await temporaryFolder()
    const names = Array.from({ length: 400 }, (_, i) => `${i}`)
    await makeState(at('b'), { list: names.map((name) => page(name)) })
    const bytes = readFileSync(at('b'))
    writeFileSync(at('b'), bytes.fill(0xff, 4096))
    const merge = mergedStates(at, ['b'])
    await expect(merge).rejects.toThrow(StateError)
    await expect(merge).rejects.toThrow(`the state ${at('b')} cannot be read: `)
  })

  test('one that is named twice', async () => {
    const at = await temporaryFolder()
    await makeState(at('a'), { list: [page('1')] })
    await expect(mergedStates(at, ['a', './a'])).rejects.toThrow('named twice')
  })
})
