import { parseRobotsTxt, type RuleVerdict } from './fetch/robots/robotsTxt.ts'
import { productToken } from './fetch/userAgent.ts'
import { createMakeEntry } from './source/entry.ts'
import type { PageMention, PageRecord } from './store/pageRecords.ts'
import { readState } from './store/readState.ts'
import type { StateReader } from './store/stateReader.ts'
import type { StoredRun } from './store/storedRun.ts'
import type { ScraperConfig } from './types.ts'

/** A page's whole life, as a state has it. */
export interface PageStory {
  /** The page is known by its key: URLs with one key are one page. */
  readonly key: string
  readonly run: StoredRun | undefined
  /** Undefined where the state has never seen the page. */
  readonly page: PageRecord | undefined
  /** Where the list has what is no page. */
  readonly noPage: readonly PageMention[]
  /** What the robots.txt of its origin says that was fetched last; undefined where none was. */
  readonly robots: (RuleVerdict & { readonly fetchedAt: string }) | undefined
  /** Why the text is no page's URL. */
  readonly invalid?: string
  /** Whether `source.include` and `source.exclude` leave it out. */
  readonly isExcluded: boolean
}

/**
 * Tells what became of a page from the state of its run, with no network. Throws an `InputError` or a `StateError` where there is
 * no state to be read.
 */
export async function explainPage(
  statePath: string,
  text: string,
  { source, fetch }: Pick<ScraperConfig, 'source' | 'fetch'>,
): Promise<PageStory> {
  const token = productToken(fetch.userAgent)
  const entry = createMakeEntry(source)(text, '')
  return await readState(statePath, (state) => {
    const key = 'key' in entry ? entry.key : entry.written
    const page = state.page(key, entry.written)
    return {
      key: page?.key ?? key,
      run: state.run,
      page,
      noPage: page === undefined ? state.noPage(entry.written) : [],
      robots: page
        ? robotsOf(state, page.url, token)
        : 'url' in entry
          ? robotsOf(state, entry.url, token)
          : undefined,
      ...('invalid' in entry && { invalid: entry.invalid }),
      isExcluded: 'isExcluded' in entry && entry.isExcluded === true,
    }
  })
}

function robotsOf(state: StateReader, url: string, token: string): PageStory['robots'] {
  if (!URL.canParse(url)) return undefined
  const found = state.robots(new URL(url).origin)
  if (found === undefined) return undefined
  return { ...parseRobotsTxt(found.text, token).verdict(url), fetchedAt: found.fetchedAt }
}
