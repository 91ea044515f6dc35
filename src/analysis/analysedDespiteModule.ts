import type { AnalysisOutcome, Failure } from '../types.ts'
import type { AnalysisRequest } from './analysePage.ts'
import type { ThreadPool } from './threadPool.ts'

/**
 * Analyses a page that the user's module must not lose. When it does not end in time, or its thread is lost, the page is
 * analysed once more without the module, and has the code and message of that failure as `custom.error`. A page that fails
 * without the module as well has failed. Errors as `ThreadPool.analyse`.
 */
export async function analysedDespiteModule(
  pool: ThreadPool,
  request: AnalysisRequest,
  signal: AbortSignal,
): Promise<AnalysisOutcome> {
  // A thread takes the bytes it is given, and nothing comes back from one that is lost.
  const body = request.body.slice()
  const outcome = await pool.analyse(request, signal)
  if (outcome.kind !== 'failed' || !isThreadLost(outcome.failure)) return outcome
  const { code, message } = outcome.failure
  return pool.analyse({ ...request, body }, signal, `${code}: ${message}`)
}

const isThreadLost = ({ code }: Failure): boolean =>
  code === 'analysis-timeout' || code === 'analysis-crashed'
