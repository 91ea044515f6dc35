import { createAnalysis } from '../analysis/createAnalysis.ts'
import { readCookieJar } from '../fetch/cookies/cookieJarFile.ts'
import { trustedAuthorities } from '../fetch/trustedAuthorities.ts'
import type { AnalysisConfig, FetchConfig } from '../types.ts'

/** Refuses certificate authorities and a cookie jar as a run does. Throws a `ConfigError` or an `InputError`. */
export async function checkFiles(
  { ca, cookieJar }: Pick<FetchConfig, 'ca' | 'cookieJar'>,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  trustedAuthorities(ca, env)
  if (cookieJar !== null) await readCookieJar(cookieJar)
}

/**
 * Refuses the user's selectors and module as a run does. The module is loaded as the run loads it, but in one thread at most: one
 * tells as much as many. Throws a `ConfigError` or an `InputError`.
 */
export async function checkAnalysis(config: AnalysisConfig): Promise<void> {
  await using analysis = createAnalysis({
    config: { ...config, threads: config.threads === 0 ? 0 : 1 },
    maxBodyBytes: 0,
    isShortList: () => true,
    warn: () => {},
  })
  await analysis.check(new AbortController().signal)
}
