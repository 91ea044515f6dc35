/** The times at which a schedule wants a run. */
export interface Timetable {
  /** The first time after this one; undefined when there is none any more. */
  next(after: Date): Date | undefined
  /** A time as it is told to people, in the schedule's zone. */
  text(time: Date): string
}

export interface WatchOptions {
  /** The timetable in force: read again before every wait, so that edits count. */
  readonly timetable: () => Promise<Timetable>
  /** Does one run and tells of it. Resolves to its exit code; never rejects. */
  readonly runOnce: () => Promise<number>
  /** Whether to begin with a run. */
  readonly beginsAtOnce: boolean
  readonly signal: AbortSignal
  readonly now: () => Date
  /** Resolves at that time, or when `signal` aborts. */
  readonly waitUntil: (time: Date, signal: AbortSignal) => Promise<void>
  readonly tell: (text: string) => void
}

/**
 * Makes a run whenever the timetable wants one, until it is stopped. Runs never overlap: a time that falls into a run is left out, and told. Resolves
 * to the exit code: that of the run which was stopped, or 0 when none went on.
 */
export async function watch(options: WatchOptions): Promise<number> {
  const { timetable, runOnce, beginsAtOnce, signal, now, waitUntil, tell } = options
  let isDue = beginsAtOnce
  for (;;) {
    const times = await timetable()
    if (!isDue) {
      const next = times.next(now())
      if (next === undefined) {
        tell('the schedule has no further time')
        return 0
      }
      tell(`next run: ${times.text(next)}`)
      await waitUntil(next, signal)
    }
    if (signal.aborted) return 0
    const startedAt = now()
    const exitCode = await runOnce()
    if (signal.aborted) return exitCode
    tell(`the run of ${times.text(startedAt)} ended with exit code ${exitCode}`)
    tellLeftOut(times, startedAt, now(), tell)
    isDue = false
  }
}

function tellLeftOut(times: Timetable, startedAt: Date, endedAt: Date, tell: (text: string) => void): void {
  const first = times.next(startedAt)
  if (first === undefined || first > endedAt) return
  const second = times.next(first)
  const others = second !== undefined && second <= endedAt ? ', and later ones' : ''
  tell(`left out: the run of ${times.text(first)}${others}, for the one before went on until now`)
}
