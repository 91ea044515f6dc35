import type { Alarms } from './alarms.ts'
import { type Bag, createBag, NOWHERE, type Placed } from './bag.ts'

/** The end of an attempt's time, or of the run, whichever comes first. */
export interface Deadline {
  /** Whether it was the time that ended, not the run. */
  readonly passed: boolean
  /** Why it has ended; undefined while it has not. */
  readonly reason: Error | undefined
  /** What is told of the end: one listener at a time, for an attempt does one thing at a time. */
  onEnd: ((reason: Error) => void) | undefined
  remainingMs(): number
  /** Stops the clock. */
  stop(): void
}

export interface Deadlines {
  /** Starts the clock of one attempt. `parent` ends it too, with its own reason. */
  start(timeoutMs: number, parent: AbortSignal): Deadline
}

/**
 * A run has one signal and a million attempts: the signal is listened to once, and no attempt has one of its own. An
 * `AbortController`, two listeners and a timer for each attempt cost more than sending its request.
 */
export function createDeadlines(alarms: Alarms): Deadlines {
  const running = new WeakMap<AbortSignal, Bag<Attempt>>()

  const runningUnder = (parent: AbortSignal): Bag<Attempt> => {
    const known = running.get(parent)
    if (known !== undefined) return known
    const attempts = createBag<Attempt>()
    running.set(parent, attempts)
    const endAll = (): void => {
      for (const { end } of [...attempts.items]) end(parent.reason)
    }
    parent.addEventListener('abort', endAll, { once: true })
    return attempts
  }
  return {
    start(timeoutMs, parent) {
      const siblings = runningUnder(parent)
      const end = (reason: Error): void => {
        deadline.stop()
        deadline.reason = reason
        deadline.onEnd?.(reason)
      }
      const alarm = alarms.set(timeoutMs, () => {
        deadline.passed = true
        end(new Error('the time of the attempt is over'))
      })
      const deadline = {
        passed: false,
        reason: undefined as Error | undefined,
        onEnd: undefined as Deadline['onEnd'],
        place: NOWHERE,
        end,
        remainingMs: () => Math.max(0, alarm.at - performance.now()),
        stop() {
          alarms.clear(alarm)
          siblings.delete(deadline)
        },
      }
      siblings.add(deadline)
      if (parent.aborted) end(parent.reason)
      return deadline
    },
  }
}

interface Attempt extends Placed {
  readonly end: (reason: Error) => void
}

/** Whether an error is the end of the attempt's time, not of the run. */
export function isOver({ passed, reason }: Deadline, error: unknown): boolean {
  return passed && error === reason
}

/** What is awaited, or the deadline's reason, whichever comes first. The work itself goes on. */
export function unlessEnded<T>(work: Promise<T>, deadline: Deadline): Promise<T> {
  return new Promise((resolve, reject) => {
    if (deadline.reason !== undefined) return reject(deadline.reason)
    deadline.onEnd = reject
    const settled = (): void => {
      if (deadline.onEnd === reject) deadline.onEnd = undefined
    }
    work.then(resolve, reject).finally(settled)
  })
}
