import type { Failure, FailureCode } from '../types.ts'

/** Ends one page: thrown inside the analysis, turned into data at its one boundary, `analysePage`. */
export class PageFailure extends Error {
  override name = 'PageFailure'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/** What is wrong with the bytes as they were sent: another attempt may bring better ones. */
export function bodyFailure(code: FailureCode, message: string): PageFailure {
  return new PageFailure({ stage: 'fetch', code, message })
}

/** What went wrong while a whole body was analysed. */
export function analysisFailure(message: string): PageFailure {
  return new PageFailure({ stage: 'analysis', code: 'analysis-failed', message })
}

/** The first line of whatever a user's code threw. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return (message.split(/[\r\n]/, 1)[0] ?? '').trim().toWellFormed()
}
