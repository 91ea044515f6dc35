import type { ScrapeReport } from '../types.ts'

/** What is told of a run that has ended. */
export interface Ending {
  /** `failed`: by an error, told in `error`; then there is no summary. */
  readonly outcome: ScrapeReport['outcome'] | 'failed'
  readonly exitCode: number
  readonly error?: string
  readonly summary?: ScrapeReport['summary']
  readonly run?: Pick<ScrapeReport['run'], 'startedAt' | 'elapsedMs' | 'version' | 'bottleneck'>
  readonly outputs: readonly string[]
}
