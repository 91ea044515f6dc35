import { describe, expect, test } from 'vitest'
import type { AnalysisRequest } from '../../src/analysis/analysePage.ts'
import { createPageTurns, type PageTurnsOptions } from '../../src/analysis/pageTurns.ts'
import type { Failure } from '../../src/types.ts'

const never = new AbortController().signal
const failure: Failure = { stage: 'analysis', code: 'analysis-crashed', message: 'lost' }

const page = (name: number, bytes = 100): AnalysisRequest => ({
  body: new Uint8Array(bytes),
  contentType: 'text/html',
  contentEncoding: '',
  refresh: '',
  url: `https://a.example/${name}`,
  maxBodyBytes: 1_000_000,
})

const nameOf = ({ url }: AnalysisRequest): number => Number(url.split('/').at(-1))
/** Each page is sent on to where it already is, so that its outcome names it. */
const answersTo = (requests: readonly AnalysisRequest[]) =>
  requests.map(({ url }) => ({ kind: 'refresh', url }) as const)

/** Threads that hold on to what they are given until they are told to answer. */
function heldThreads(options: Partial<PageTurnsOptions> = {}) {
  const given: { readonly names: number[]; readonly answer: () => void }[] = []
  const turns = createPageTurns({
    threads: 2,
    mayShare: true,
    run: (requests) =>
      new Promise((resolve) => {
        given.push({ names: requests.map(nameOf), answer: () => resolve(answersTo(requests)) })
      }),
    ...options,
  })
  /** Lets them answer so often, one after the other. */
  const answered = async (times: number): Promise<void> => {
    for (let next = 0; next < times; next++) {
      await settled()
      given[next]?.answer()
    }
  }
  return { turns, given, answered, names: () => given.map(({ names }) => names) }
}

const settled = () => new Promise(setImmediate)

describe('small pages', () => {
  test('go to free threads one by one, and those that have to wait for one together', async () => {
    const { turns, given, names } = heldThreads()
    const outcomes = [turns.analyse(page(0), never)]
    await settled()
    outcomes.push(turns.analyse(page(1), never))
    await settled()
    expect(names()).toEqual([[0], [1]])
    for (let name = 2; name < 22; name++) outcomes.push(turns.analyse(page(name), never))
    await settled()
    expect([given.length, turns.busy]).toEqual([2, 2])
    for (let next = 0; next < given.length; next++) {
      given[next]?.answer()
      await settled()
    }
    expect(names()).toEqual([[0], [1], numbers(2, 10), numbers(10, 16), numbers(16, 19), [19, 20], [21]])
    expect(await Promise.all(outcomes)).toEqual(answersTo(numbers(0, 22).map((name) => page(name))))
    expect(turns.busy).toBe(0)
  })

  test('are answered when the thread has its next ones, for what becomes of them takes time', async () => {
    const { turns, given, names } = heldThreads({ threads: 1 })
    const givenThen = [0, 1].map((name) => turns.analyse(page(name), never).then(() => given.length))
    await settled()
    void turns.analyse(page(2), never)
    given[0]?.answer()
    expect(await Promise.all(givenThen)).toEqual([2, 2])
    expect(names()).toEqual([[0, 1], [2]])
  })

  test('have their turns in their order, and large ones in theirs', async () => {
    const { turns, answered, names } = heldThreads({ threads: 1 })
    for (const each of [page(0), page(1, 50_000), page(2), page(3), page(4, 50_000)]) {
      void turns.analyse(each, never)
    }
    await answered(4)
    expect(names()).toEqual([[0, 2, 3], [1], [4]])
  })

  test('that a thread has not begun come first in the next turn', async () => {
    const given: number[][] = []
    const turns = createPageTurns({
      threads: 1,
      mayShare: true,
      run: async (requests) => {
        given.push(requests.map(nameOf))
        return answersTo(requests.slice(0, 3))
      },
    })
    const outcomes = await Promise.all(numbers(0, 10).map((name) => turns.analyse(page(name), never)))
    expect(given).toEqual([numbers(0, 8), numbers(3, 10), numbers(6, 10), [9]])
    expect(outcomes).toEqual(answersTo(numbers(0, 10).map((name) => page(name))))
  })

  test('that came compressed are those of few bytes', async () => {
    const { turns, answered, names } = heldThreads({ threads: 1 })
    for (const [name, bytes] of [4000, 5000, 4000].entries()) {
      void turns.analyse({ ...page(name, bytes), contentEncoding: 'gzip' }, never)
    }
    await answered(2)
    expect(names()).toEqual([[0, 2], [1]])
  })

  test('go one by one where a module of the user sees them', async () => {
    const { turns, answered, names } = heldThreads({ threads: 1, mayShare: false })
    for (let name = 0; name < 3; name++) void turns.analyse(page(name), never)
    await answered(3)
    expect(names()).toEqual([[0], [1], [2]])
  })

  test('that were with one that took their thread down are analysed by another', async () => {
    const given: number[][] = []
    const turns = createPageTurns({
      threads: 1,
      mayShare: true,
      run: async (requests) => {
        const names = requests.map(nameOf)
        given.push(names)
        const at = names.indexOf(2)
        return at === -1 ? answersTo(requests) : { at, failure }
      },
    })
    const outcomes = await Promise.all(numbers(0, 5).map((name) => turns.analyse(page(name), never)))
    expect(given).toEqual([numbers(0, 5), [0], [1], [3], [4]])
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([
      ...['refresh', 'refresh', 'failed', 'refresh', 'refresh'],
    ])
  })

  test('fail each for a bug of its own, and all where they have no answer', async () => {
    const bug = { kind: 'threw', name: 'TypeError', message: 'a bug', stack: 'here' } as const
    const turnsOf = (run: PageTurnsOptions['run']) => createPageTurns({ threads: 1, mayShare: true, run })
    const outcomesOf = ({ analyse }: ReturnType<typeof turnsOf>) =>
      Promise.allSettled([0, 1].map((name) => analyse(page(name), never)))
    expect(
      await outcomesOf(turnsOf(async (requests) => [bug, ...answersTo(requests.slice(1))])),
    ).toMatchObject([
      { reason: { message: 'a bug', name: 'TypeError', stack: 'here' } },
      { status: 'fulfilled' },
    ])
    expect(await outcomesOf(turnsOf(async () => Promise.reject(new Error('stopped'))))).toMatchObject([
      { reason: { message: 'stopped' } },
      { reason: { message: 'stopped' } },
    ])
  })

  test('of different runs do not go together', async () => {
    const { turns, answered, names } = heldThreads({ threads: 1 })
    const other = new AbortController().signal
    for (const [name, signal] of [never, never, other, never].entries())
      void turns.analyse(page(name), signal)
    await answered(3)
    expect(names()).toEqual([[0, 1], [2], [3]])
  })
})

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}
