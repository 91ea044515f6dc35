import { spokenTime } from '../config/spokenTime.ts'
import { errorMessage } from '../errors.ts'
import type { RunConfig, ScrapeReport } from '../types.ts'
import type { Ending } from './ending.ts'
import { postEnding } from './postEnding.ts'
import { runFinishCommand } from './runFinishCommand.ts'

export interface FinishIo {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Ends the telling, as does its time. */
  readonly signal: AbortSignal
  readonly warn: (text: string) => void
}

/**
 * Sends the ending of a run to a web address as JSON, or runs a command line with it on its standard input. Whatever goes wrong with that, or takes
 * too long, is a warning: the run is over, and its exit code stands.
 */
export async function tellFinish(
  { onFinish, onFinishTimeoutMs }: Pick<RunConfig, 'onFinish' | 'onFinishTimeoutMs'>,
  exitCode: number,
  end: ScrapeReport | unknown,
  { env, signal, warn }: FinishIo,
): Promise<void> {
  if (onFinish === null) return
  const ending = endingOf(exitCode, end)
  const isOver = AbortSignal.any([signal, AbortSignal.timeout(onFinishTimeoutMs)])
  const problem = /^https?:\/\//i.test(onFinish)
    ? await postEnding(onFinish, ending, isOver)
    : await runFinishCommand(onFinish, ending, { env, signal: isOver })
  if (problem === undefined) return
  const time = `, for its ${spokenTime(onFinishTimeoutMs)} were over`
  const why = signal.aborted ? ', for it was stopped' : isOver.aborted ? time : ''
  warn(`run.onFinish: ${problem}${why}`)
}

function endingOf(exitCode: number, end: ScrapeReport | unknown): Ending {
  if (!isReport(end)) return { outcome: 'failed', exitCode, error: errorMessage(end), outputs: [] }
  const { outcome, summary, written } = end
  const { startedAt, elapsedMs, version, bottleneck } = end.run
  return { outcome, exitCode, summary, run: { startedAt, elapsedMs, version, bottleneck }, outputs: written }
}

function isReport(end: unknown): end is ScrapeReport {
  return typeof end === 'object' && end !== null && 'summary' in end && 'written' in end
}
