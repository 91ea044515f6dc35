import { proxyFor } from '../fetch/proxy/proxyFor.ts'
import type { FetchConfig } from '../types.ts'

/**
 * Refuses what a run's requests could not work with, in the run's own words: a proxy, certificate authorities or a cookie jar. Throws a
 * `ConfigError` or an `InputError`.
 */
export async function checkFetch(
  { proxy, ca, cookieJar }: Pick<FetchConfig, 'proxy' | 'ca' | 'cookieJar'>,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  proxyFor(proxy, env)
  if (ca.length > 0) (await import('../fetch/trustedAuthorities.ts')).trustedAuthorities(ca, env)
  if (cookieJar !== null) await (await import('../fetch/cookies/cookieJarFile.ts')).readCookieJar(cookieJar)
}
