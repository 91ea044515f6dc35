import type { QueuedPage, RequestQueue } from './requestQueue.ts'

/** The pages that wait for a time of their own: mostly to be tried again. */
export interface DuePages {
  /** When the next of them is due, as far as is known; undefined where none waits. */
  nextAt(): number | undefined
  /** Makes ready what is due. Returns whether more is. */
  promote(): boolean
  /** One more waits. */
  note(dueAt: number): void
  /** The queue is asked anew: it may have others. */
  lookAgain(): void
}

interface DuePagesOptions<Page extends QueuedPage> {
  readonly queue: Pick<RequestQueue<Page>, 'nextDueAt' | 'promoteDue'>
  readonly now: () => number
  readonly onPromoted: () => void
}

/** Remembers the time of the next, so that the queue is not asked for it at every step. */
export function createDuePages<Page extends QueuedPage>(options: DuePagesOptions<Page>): DuePages {
  const { queue, now, onPromoted } = options
  let nextAt: number | undefined
  let isKnown = false
  return {
    nextAt: () => nextAt,
    promote() {
      if (!isKnown) nextAt = queue.nextDueAt()
      isKnown = true
      if (nextAt === undefined || nextAt > now()) return false
      queue.promoteDue(now())
      onPromoted()
      nextAt = queue.nextDueAt()
      return nextAt !== undefined && nextAt <= now()
    },
    note(dueAt) {
      nextAt = Math.min(nextAt ?? dueAt, dueAt)
    },
    lookAgain() {
      isKnown = false
    },
  }
}
