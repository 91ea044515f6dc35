import { createHostSettings } from './config/hostSettings.ts'
import { createUrlKey } from './config/urlKey.ts'
import { InputError } from './errors.ts'
import type { Fetcher } from './fetch/createFetcher.ts'
import type { PageOrigin } from './pageOrigin.ts'
import { createSavedPages, type SavedPages } from './savedPages/createSavedPages.ts'
import { inGroups } from './source/inGroups.ts'
import type { EntryGroups } from './source/readGroups.ts'
import type { Detour, FetchOutcome, InputEntry, PageRequest, ScraperConfig } from './types.ts'

/** Pages read at once where nobody says how many. */
const PAGES_AT_ONCE = 64

/**
 * Pages that an earlier run has kept in a folder: they are asked for nowhere, and so wait for nobody. Throws an `InputError` for
 * a folder that cannot be read.
 */
export async function createArchive(
  folder: string,
  { fetch, source }: ScraperConfig,
  warn: (message: string) => void,
): Promise<PageOrigin> {
  const saved = await createSavedPages(folder, fetch.maxBodyBytes)
  for (const { failure } of saved.broken) warn(failure.message)
  if (saved.strays > 0) warn(`${folder}: ${saved.strays} files and folders in it are no saved pages`)
  const settingsOf = createHostSettings(fetch)
  return {
    mannersOf: (hostname) => ({
      ...settingsOf(hostname),
      concurrency: fetch.concurrency === 'auto' ? PAGES_AT_ONCE : fetch.concurrency,
      intervalMs: 0,
    }),
    async check() {
      if (saved.entries.length === 0) throw new InputError(`${folder}: holds no saved pages`)
    },
    openList: async (signal) => entryGroups(saved, folder, createUrlKey(source.stripParams), signal),
    async checkList() {},
    note() {},
    endList() {},
    createFetcher: async () => fetcherOf(saved),
    async [Symbol.asyncDispose]() {},
  }
}

function entryGroups(
  saved: SavedPages,
  folder: string,
  keyOf: (url: string) => string,
  signal: AbortSignal,
): EntryGroups {
  const entries = saved.entries.map(
    ({ url, host }): InputEntry => ({ written: url, origin: folder, url, key: keyOf(url), host }),
  )
  return {
    atHand: entries.length,
    async read(onGroup) {
      for (const group of inGroups(entries)) {
        if (signal.aborted) return 'aborted'
        onGroup(group)
        await new Promise(setImmediate)
      }
      return 'ended'
    },
    async [Symbol.asyncDispose]() {},
  }
}

function fetcherOf(saved: SavedPages): Fetcher {
  return {
    fetchPage: async ({ url, remainingMs }: PageRequest): Promise<FetchOutcome> => {
      const page = await saved.page(url)
      if (page === null) throw new Error(`no saved page has the URL ${url}`)
      return 'code' in page ? { kind: 'failed', failure: page } : { kind: 'fetched', page, remainingMs }
    },
    refreshed: (_page, url): Detour => {
      const message = `the page sends its reader on to ${url}, which was not saved in its place`
      return { kind: 'failed', failure: { stage: 'fetch', code: 'not-html', message } }
    },
    async [Symbol.asyncDispose]() {},
  }
}
