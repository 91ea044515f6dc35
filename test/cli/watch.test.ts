import { describe, expect, test } from 'vitest'
import { type Timetable, type WatchOptions, watch } from '../../src/cli/watch.ts'

const HOUR_MS = 3_600_000
const hour = (number: number): Date => new Date(number * HOUR_MS)

/** Every hour, on the hour, until the given one. */
function hourly(last = Number.POSITIVE_INFINITY): Timetable {
  return {
    next(after) {
      const next = Math.floor(after.getTime() / HOUR_MS) + 1
      return next <= last ? hour(next) : undefined
    },
    text: (time) => `${time.getTime() / HOUR_MS} h`,
  }
}

/** Watches under a clock that only waits and runs move, with runs of the given lengths in hours. */
async function watched(runHours: readonly number[], options: Partial<WatchOptions> = {}) {
  const stop = new AbortController()
  let clockMs = 0.5 * HOUR_MS
  const lengths = [...runHours]
  const runsAt: number[] = []
  const told: string[] = []
  const exitCode = await watch({
    timetable: async () => hourly(),
    async runOnce() {
      runsAt.push(clockMs / HOUR_MS)
      clockMs += (lengths.shift() ?? 0) * HOUR_MS
      if (lengths.length === 0) stop.abort()
      return 1
    },
    beginsAtOnce: false,
    signal: stop.signal,
    now: () => new Date(clockMs),
    waitUntil: async (time) => {
      clockMs = time.getTime()
    },
    tell: (text) => told.push(text),
    ...options,
  })
  return { exitCode, runsAt, told }
}

describe('watching', () => {
  test('makes a run at each time of the timetable, and says when the next one is', async () => {
    const { runsAt, told } = await watched([0.1, 0.1, 0.1])
    expect(runsAt).toEqual([1, 2, 3])
    expect(told.slice(0, 3)).toEqual([
      'next run: 1 h',
      'the run of 1 h ended with exit code 1',
      'next run: 2 h',
    ])
  })

  test('begins with a run when it is asked to', async () => {
    expect((await watched([0.1, 0.1], { beginsAtOnce: true })).runsAt).toEqual([0.5, 1])
  })

  test('never stacks runs: the times that one goes over are left out, and told', async () => {
    const { runsAt, told } = await watched([1.5, 3.2, 0.1])
    expect(runsAt).toEqual([1, 3, 7])
    expect(told.filter((text) => text.startsWith('left out'))).toEqual([
      'left out: the run of 2 h, for the one before went on until now',
      'left out: the run of 4 h, and later ones, for the one before went on until now',
    ])
  })

  test('a run that ends on the very time of the next is not followed by it', async () => {
    expect((await watched([1, 0.1])).runsAt).toEqual([1, 3])
  })

  test('ends with the exit code of the run that was stopped', async () => {
    expect((await watched([0.1])).exitCode).toBe(1)
  })

  test('ends well when it is stopped between runs', async () => {
    const stop = new AbortController()
    const { exitCode, runsAt } = await watched([0.1, 0.1], {
      signal: stop.signal,
      waitUntil: async () => stop.abort(),
    })
    expect({ exitCode, runsAt }).toEqual({ exitCode: 0, runsAt: [] })
  })

  test('ends when the timetable has no further time', async () => {
    const { exitCode, runsAt, told } = await watched([0.1, 0.1, 0.1], { timetable: async () => hourly(2) })
    expect({ exitCode, runsAt }).toEqual({ exitCode: 0, runsAt: [1, 2] })
    expect(told.at(-1)).toBe('the schedule has no further time')
  })

  test('reads the timetable before every wait', async () => {
    let reads = 0
    const timetable = async (): Promise<Timetable> => {
      reads += 1
      return hourly(reads === 2 ? 1 : 9)
    }
    expect((await watched([0.1, 0.1, 0.1], { timetable })).runsAt).toEqual([1])
  })
})
