import type { AnalysisConfig } from '../types.ts'

/**
 * Refuses the user's selectors and module as a run does. The module is loaded as the run loads it, but in one thread at most: one
 * tells as much as many. Throws a `ConfigError` or an `InputError`.
 */
export async function checkAnalysis(config: AnalysisConfig): Promise<void> {
  if (config.module === null && Object.keys(config.selectors).length === 0) return
  const { createAnalysis } = await import('../analysis/createAnalysis.ts')
  await using analysis = createAnalysis({
    config: { ...config, threads: config.threads === 0 ? 0 : 1 },
    maxBodyBytes: 0,
    isShortList: () => true,
    warn: () => {},
  })
  await analysis.check(new AbortController().signal)
}
