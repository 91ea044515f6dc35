import pLimit from 'p-limit'
import { InputError } from '../errors.ts'
import type { AnalysisOutcome, Failure } from '../types.ts'
import type { AnalysisRequest } from './analysePage.ts'
import { isSmall, takeBatch, type WaitingPage } from './pageBatch.ts'
import type { ThreadAnswer } from './threadTask.ts'

/** Pages wait for a thread, large ones in their order and small ones in theirs; a free one takes a large page, or several small ones. */
export interface PageTurns {
  /** As of a `ThreadPool`. */
  analyse(request: AnalysisRequest, signal: AbortSignal, moduleError?: string): Promise<AnalysisOutcome>
  /** Other work for a thread, in its turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Threads at work. */
  readonly busy: number
}

export interface PageTurnsOptions {
  readonly threads: number
  /** Whether small pages may go to a thread together. A user's module may end it at any of them, and nobody knows what it has made of the others. */
  readonly mayShare: boolean
  /** Gives pages to a thread that is free. It answers the first of them, at least one, and has not begun the others. */
  readonly run: (
    requests: readonly AnalysisRequest[],
    signal: AbortSignal,
    moduleError?: string,
  ) => Promise<readonly ThreadAnswer[] | LostThread>
}

/** The thread was lost at this one of its pages. */
export interface LostThread {
  readonly at: number
  readonly failure: Failure
}

export function createPageTurns({ threads, mayShare, run }: PageTurnsOptions): PageTurns {
  const slots = pLimit(threads)
  const waiting: WaitingPage[] = []
  /** Slots that are waited for by the pages in `waiting`, each for as many as it may take. */
  let asked = 0

  const alone = async (page: WaitingPage, moduleError?: string): Promise<void> => {
    // What comes through a slot is held by it, and by all that waited after it, until the next full collection: so nothing does.
    await slots(async () => {
      const { request, signal, resolve, reject } = page
      try {
        const answers = await run([request], signal, moduleError)
        resolve('failure' in answers ? failed(answers.failure) : analysisOutcome(answers[0]))
      } catch (error) {
        reject(error)
      }
    })
  }
  const together = async (batch: readonly WaitingPage[]): Promise<void> => {
    const [first] = batch
    if (first === undefined) return
    const requests = batch.map(({ request }) => request)
    const answers = await run(requests, first.signal)
    if ('failure' in answers) {
      for (const [at, page] of batch.entries()) {
        if (at === answers.at) page.resolve(failed(answers.failure))
        else void alone(page)
      }
      return
    }
    const answered = Math.max(1, answers.length)
    waiting.unshift(...batch.slice(answered))
    askForSlot()
    // The thread is given its next pages first: what becomes of these keeps this one busy for almost as long as they have kept it.
    setImmediate(settleAll, batch.slice(0, answered), answers)
  }
  const askForSlot = (): void => {
    if (asked >= Math.min(threads, waiting.length)) return
    asked += 1
    void slots(takeSlot)
  }
  const takeSlot = async (): Promise<void> => {
    asked -= 1
    const batch = takeBatch(waiting, threads)
    askForSlot()
    try {
      await together(batch)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
  return {
    analyse: (request, signal, moduleError) =>
      new Promise((resolve, reject) => {
        const page = { request, signal, resolve, reject }
        if (mayShare && isSmall(request)) {
          waiting.push(page)
          askForSlot()
        } else void alone(page, moduleError)
      }),
    inTurn: slots,
    get busy() {
      return slots.activeCount
    },
  }
}

const failed = (failure: Failure): AnalysisOutcome => ({ kind: 'failed', failure })

function settleAll(pages: readonly WaitingPage[], answers: readonly ThreadAnswer[]): void {
  for (const [at, page] of pages.entries()) settle(page, answers[at])
}

function settle({ resolve, reject }: WaitingPage, answer: ThreadAnswer | undefined): void {
  try {
    resolve(analysisOutcome(answer))
  } catch (error) {
    reject(error)
  }
}

function analysisOutcome(answer: ThreadAnswer | undefined): AnalysisOutcome {
  if (answer === undefined) throw new Error('the thread had no answer')
  if (answer.kind !== 'threw') return answer
  if (answer.name === 'InputError') throw new InputError(answer.message)
  const error = new Error(answer.message)
  error.name = answer.name
  error.stack = answer.stack
  throw error
}
