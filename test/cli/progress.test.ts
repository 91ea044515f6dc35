import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createProgress } from '../../src/cli/progress.ts'
import { progressText, recentRate } from '../../src/cli/progressText.ts'
import { createTerminal } from '../../src/cli/terminal.ts'
import type { ScrapeProgress } from '../../src/types.ts'

const moment: ScrapeProgress = {
  done: 30,
  total: 100,
  inputEnded: true,
  failed: 2,
  fetching: 8,
  fetchSlots: 64,
  analysing: 1,
  threads: 2,
  bufferedBytes: 0,
  waitingForRetry: 0,
}

describe('a moment of a run', () => {
  test('in one line', () => {
    expect(progressText(moment, 10)).toBe(
      '30/100 pages  10.0/s  fetching 8/64  threads 1/2  2 failed  ETA 7.0s',
    )
  })

  test('has no end in sight while the input is read, or while nothing moves', () => {
    expect(progressText({ ...moment, inputEnded: false, waitingForRetry: 3 }, 10)).toBe(
      '30/100+ pages  10.0/s  fetching 8/64  threads 1/2  2 failed  3 to retry',
    )
    expect(progressText(moment, 0)).not.toContain('ETA')
  })

  test('has the rate between the first and the last sample', () => {
    expect(recentRate([])).toBe(0)
    expect(recentRate([{ atMs: 5, done: 5 }])).toBe(0)
    expect(
      recentRate([
        { atMs: 0, done: 5 },
        { atMs: 500, done: 9 },
        { atMs: 2000, done: 25 },
      ]),
    ).toBe(10)
  })
})

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** What a run that does 20 pages a second shows in this time. */
  function shownIn(ms: number, isTTY: boolean): string[] {
    const chunks: string[] = []
    const terminal = createTerminal({ isTTY, columns: 80, write: (text) => chunks.push(text) })
    const progress = createProgress(terminal, () => ({
      ...moment,
      total: 100_000,
      done: Math.floor(performance.now() / 50),
    }))
    vi.advanceTimersByTime(ms)
    progress[Symbol.dispose]()
    vi.advanceTimersByTime(ms)
    return chunks
  }

  test('on a terminal redraws one line ten times a second and takes it away at the end', () => {
    const chunks = shownIn(2000, true)
    expect(chunks).toHaveLength(21)
    const clear = '\r\x1b[2K'
    expect(chunks[19]?.slice(0, clear.length)).toBe(clear)
    expect(chunks[19]?.slice(clear.length)).toMatch(/^\d+\/100000 pages {2}20\.0\/s [ -~]+$/)
    expect(chunks.at(-1)).toBe(clear)
  })

  test('elsewhere is a plain line every ten seconds', () => {
    const chunks = shownIn(35_000, false)
    expect(chunks).toHaveLength(3)
    for (const chunk of chunks) expect(chunk).toMatch(/^[ -~]+ {2}20\.0\/s[ -~]+\n$/)
  })

  test('counts the pages of the last seconds, not of the whole run', () => {
    let done = 0
    const chunks: string[] = []
    const terminal = createTerminal({ isTTY: true, columns: 200, write: (text) => chunks.push(text) })
    using _progress = createProgress(terminal, () => ({ ...moment, done, total: 9999 }))
    done = 1000
    vi.advanceTimersByTime(20_000)
    done = 1010
    vi.advanceTimersByTime(100)
    expect(chunks.at(-1)).toContain(' 1.0/s ')
  })
})
