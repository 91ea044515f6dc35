import { ConfigError, InputError, LockedError, OutputError, StateError, StoppedError } from '../errors.ts'
import type { ScrapeReport } from '../types.ts'

/** What the command's exit code says. */
export const exitCodes = {
  finished: 0,
  pagesFailed: 1,
  notStarted: 2,
  stopped: 3,
  locked: 4,
  bug: 70,
} as const

/** The exit code of a run that came to its end. A reader that closes standard output early has had enough: no failure. */
export function exitCodeOf({ outcome, summary }: ScrapeReport): number {
  if (outcome === 'pipe-closed') return exitCodes.finished
  if (outcome === 'interrupted') return exitCodes.stopped
  return summary.failed > 0 ? exitCodes.pagesFailed : exitCodes.finished
}

/** The exit code of a run that was ended by an error. */
export function exitCodeOfError(error: unknown): number {
  if (error instanceof LockedError) return exitCodes.locked
  if (error instanceof OutputError || error instanceof StoppedError) return exitCodes.stopped
  const isForUser = [ConfigError, InputError, StateError].some((kind) => error instanceof kind)
  return isForUser ? exitCodes.notStarted : exitCodes.bug
}

/** What to tell the user of an error: its message, or the stack of a bug. */
export function errorLines(error: unknown): string[] {
  if (exitCodeOfError(error) !== exitCodes.bug) return (error as Error).message.split('\n')
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return [...stack.split('\n'), bugLine]
}

export const bugLine = 'this is a bug in textmill; what was done is kept, and the same command continues'
