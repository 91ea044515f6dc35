import type { ScrapeProgress } from '../types.ts'
import { progressText, recentRate, type Sample } from './progressText.ts'
import type { Terminal } from './terminal.ts'

const REDRAW_MS = 100
const PLAIN_LINE_MS = 10_000
const RATE_WINDOW_MS = 10_000

/**
 * Shows how a run goes until it is disposed of: one line, redrawn ten times a second, where the terminal is
 * live, and a line of its own every ten seconds where it is not. Its timer keeps no process alive.
 */
export function createProgress(terminal: Terminal, moment: () => ScrapeProgress): Disposable {
  let samples: readonly Sample[] = [{ atMs: performance.now(), done: moment().done }]
  const show = terminal.isLive ? terminal.status : terminal.line
  const timer = setInterval(
    () => {
      const now = moment()
      samples = recent([...samples, { atMs: performance.now(), done: now.done }])
      show(progressText(now, recentRate(samples)))
    },
    terminal.isLive ? REDRAW_MS : PLAIN_LINE_MS,
  )
  timer.unref()
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer)
      terminal.status('')
    },
  }
}

/** The samples of the window and the one before it, so that there are always two to compare. */
function recent(samples: readonly Sample[]): readonly Sample[] {
  const startMs = (samples.at(-1)?.atMs ?? 0) - RATE_WINDOW_MS
  const first = samples.findLastIndex(({ atMs }) => atMs <= startMs)
  return first > 0 ? samples.slice(first) : samples
}
