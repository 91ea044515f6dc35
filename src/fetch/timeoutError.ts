/** A connection, or the beginning of an answer, that did not come within the time that the configuration gives it. */
export class TimeoutError extends Error {
  override name = 'TimeoutError'
  readonly code = 'ETIMEDOUT'

  constructor(missing: 'connection' | 'answer', timeoutMs: number) {
    super(`no ${missing} within ${timeoutMs} ms`)
  }
}
