import { createBag, type Placed } from './bag.ts'

/** Something to be done at a time, unless it is cleared before. */
export interface Alarm extends Placed {
  /** On the clock of `performance.now()`. */
  readonly at: number
  readonly act: () => void
}

/**
 * Many alarms over one timer. Nearly all of them are cleared long before their time, and setting and clearing one is
 * no more than putting it into a bag. They keep no process alive.
 */
export interface Alarms extends Disposable {
  set(delayMs: number, act: () => void): Alarm
  clear(alarm: Alarm | undefined): void
}

export function createAlarms(): Alarms {
  const pending = createBag<Alarm>()
  let timer: NodeJS.Timeout | undefined
  let timerAt = Number.POSITIVE_INFINITY

  const arm = (at: number): void => {
    clearTimeout(timer)
    timerAt = at
    timer = setTimeout(ring, Math.max(1, Math.ceil(at - performance.now())))
    timer.unref()
  }
  const ring = (): void => {
    const now = performance.now()
    timerAt = Number.POSITIVE_INFINITY
    const due = pending.items.filter(({ at }) => at <= now)
    for (const alarm of due) {
      // What one does may have cleared another.
      if (pending.items[alarm.place] !== alarm) continue
      pending.delete(alarm)
      alarm.act()
    }
    const next = pending.items.reduce((earliest, { at }) => Math.min(earliest, at), timerAt)
    if (next < timerAt) arm(next)
  }
  return {
    set(delayMs, act) {
      const alarm = { at: performance.now() + delayMs, act, place: 0 }
      pending.add(alarm)
      if (alarm.at < timerAt) arm(alarm.at)
      return alarm
    },
    clear(alarm) {
      if (alarm !== undefined) pending.delete(alarm)
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}
