import { createHostSettings, hostMatcher } from './config/hostSettings.ts'
import { createNamedHosts } from './fetch/address/namedHosts.ts'
import { readCookieJar } from './fetch/cookies/cookieJarFile.ts'
import { createFetcher } from './fetch/createFetcher.ts'
import { createListFetcher } from './fetch/createListFetcher.ts'
import type { PageOrigin } from './pageOrigin.ts'
import { checkInputs } from './source/checkInputs.ts'
import { checkWholeLists } from './source/checkWholeLists.ts'
import { isUrlArgument } from './source/isUrlArgument.ts'
import { readFirstGroup } from './source/readGroups.ts'
import type { ScraperConfig } from './types.ts'

export interface NetworkOptions {
  readonly config: ScraperConfig
  readonly stdin: NodeJS.ReadableStream
  readonly warn: (message: string) => void
  readonly tell: (message: string) => void
}

/** Pages of the web: the list comes from the inputs, the pages from the servers that they name. */
export function createNetwork({ config, stdin, warn, tell }: NetworkOptions): PageOrigin {
  const { input, source, fetch, output } = config
  const settingsOf = createHostSettings(fetch)
  const isInsecure = hostMatcher(fetch.insecureHosts)
  const namedHosts = createNamedHosts()
  const named = [...input.filter(isUrlArgument), ...source.sitemaps, ...source.feeds].filter((url) =>
    URL.canParse(url),
  )
  const lists = createListFetcher({ config: fetch, settingsOf, isInsecure, named, env: process.env })
  return {
    mannersOf: settingsOf,
    async check() {
      await checkInputs(input)
      if (fetch.cookieJar !== null) await readCookieJar(fetch.cookieJar)
    },
    openList: (signal) =>
      readFirstGroup({
        inputs: input,
        source,
        stdin,
        signal,
        readUrl: (url) => lists.fetchList(url, signal),
        warn,
        tell,
      }),
    checkList: (signal) => checkWholeLists({ inputs: input, source, signal }),
    note({ host, isListed = true }) {
      if (isListed) namedHosts.add(host)
    },
    endList: namedHosts.end,
    createFetcher: (robotsCache) =>
      createFetcher({
        config: fetch,
        settingsOf,
        isInsecure,
        namedHosts,
        robotsCache,
        keptHeaders: output.headers,
        warn,
        env: process.env,
      }),
    [Symbol.asyncDispose]: () => lists[Symbol.asyncDispose](),
  }
}
