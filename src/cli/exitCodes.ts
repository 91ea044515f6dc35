import { DIFF_CHANGES } from '../diff/diffCounts.ts'
import type { DiffReport } from '../diffRuns.ts'
import { ConfigError, InputError, LockedError, OutputError, StateError, StoppedError } from '../errors.ts'
import type { ChangeCounts, DiffChange, RunConfig, ScrapeReport, ScrapeSummary } from '../types.ts'

/** What the command's exit code says. */
export const exitCodes = {
  finished: 0,
  pagesFailed: 1,
  notStarted: 2,
  stopped: 3,
  locked: 4,
  matched: 5,
  bug: 70,
} as const

const LENIENT: Pick<RunConfig, 'allowFailures' | 'exitCodeOn'> = { allowFailures: '0', exitCodeOn: null }

/**
 * The exit code of a run that came to its end. A reader that closes standard output early has had enough: no failure. What
 * `exitCodeOn` asks for comes before failed pages, since a page that is gone is both.
 */
export function exitCodeOf(
  { outcome, summary }: Pick<ScrapeReport, 'outcome' | 'summary'>,
  { allowFailures, exitCodeOn } = LENIENT,
): number {
  if (outcome === 'pipe-closed') return exitCodes.finished
  if (outcome === 'interrupted') return exitCodes.stopped
  if (exitCodeOn === 'change' && hasChanged(summary.changes)) return exitCodes.matched
  return isAllowed(summary, allowFailures) ? exitCodes.finished : exitCodes.pagesFailed
}

/**
 * The exit code of a comparison. What `exitCodeOn` asks for are pages in which somebody who reads them would see a difference, or
 * those that `only` names.
 */
export function exitCodeOfDiff(
  { outcome, summary }: Pick<DiffReport, 'outcome' | 'summary'>,
  { exitCodeOn }: Pick<RunConfig, 'exitCodeOn'>,
  only: readonly DiffChange[] | null,
): number {
  if (outcome === 'pipe-closed' || exitCodeOn !== 'change') return exitCodes.finished
  const words = only ?? DIFF_CHANGES.filter((change) => change !== 'cosmetic')
  const isMatched = words.some((change) => change !== 'unchanged' && summary.changes[change] > 0)
  return isMatched ? exitCodes.matched : exitCodes.finished
}

/** Whether somebody who reads the pages would see a difference. */
function hasChanged({ new: added, changed, gone, removed }: ChangeCounts): boolean {
  return added + changed + gone + removed > 0
}

/** `allowance` is a number of pages, or a share of all such as `5%`. */
function isAllowed({ failed, pages }: ScrapeSummary, allowance: string): boolean {
  const amount = Number.parseFloat(allowance)
  return allowance.endsWith('%') ? failed * 100 <= amount * pages : failed <= amount
}

/** Whether an exit code is worth a word to those who want to hear only what is wrong. A stop that was asked for is not. */
export function isWorthTelling(exitCode: number): boolean {
  return exitCode !== exitCodes.finished && exitCode !== exitCodes.stopped
}

/** The exit code of a run that was ended by an error. */
export function exitCodeOfError(error: unknown): number {
  if (error instanceof LockedError) return exitCodes.locked
  if (error instanceof OutputError || error instanceof StoppedError) return exitCodes.stopped
  const isForUser = [ConfigError, InputError, StateError].some((kind) => error instanceof kind)
  return isForUser ? exitCodes.notStarted : exitCodes.bug
}

/** Whether an error says no more than that a run was stopped, as somebody wished. An input that breaks off is nobody's wish. */
export function isWishedStop(error: unknown): boolean {
  return error instanceof StoppedError && !(error.cause instanceof InputError)
}

/** What to tell the user of an error: its message, or the stack of a bug. */
export function errorLines(error: unknown): string[] {
  if (exitCodeOfError(error) !== exitCodes.bug) return (error as Error).message.split('\n')
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return [...stack.split('\n'), bugLine]
}

export const bugLine = 'this is a bug in textmill; what was done is kept, and the same command continues'
