/** A connection, the beginning of an answer, or the whole of it, that did not come within its configured time. */
export class TimeoutError extends Error {
  override name = 'TimeoutError'
  readonly code = 'ETIMEDOUT'

  constructor(missing: 'connection' | 'answer' | 'whole answer', timeoutMs: number) {
    super(`no ${missing} within ${timeoutMs} ms`)
  }
}
