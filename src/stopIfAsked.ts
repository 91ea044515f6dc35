import { StoppedError } from './errors.ts'

/** Throws a `StoppedError` where whoever waits for the result of a command has asked for its end. */
export function stopIfAsked(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new StoppedError('stopped before the end: no file was written')
}
