import { analysisKey } from './analysis/analysisKey.ts'
import type { Comparison } from './analysis/analysisTools.ts'
import type { ScraperConfig } from './types.ts'

/** What pages are compared by; null where nobody compares them. */
export function comparisonOf({
  merge,
  output,
  source,
}: Pick<ScraperConfig, 'merge' | 'output' | 'source'>): Comparison {
  return merge.corpus || output.graph !== null ? { stripParams: source.stripParams } : null
}

/** Names the analysis of a run, with all that its rows depend on. Throws an `InputError` when the user's module cannot be read. */
export function ownAnalysisKey(config: ScraperConfig): string {
  const { timings, headers } = config.output
  return analysisKey(config.analysis, [comparisonOf(config), timings, headers])
}
