import type { PageResult, ScrapeProgress, ScraperOptions } from './types.ts'

/** How a caller takes part in a run. */
export interface ScrapeHooks {
  /** The state file. Default: `<first output file>.state`. */
  readonly state?: string
  /** Forget the state of earlier runs. */
  readonly fresh?: boolean
  /** Ask only the pages again that failed in the last run, and merge what comes into its output. */
  readonly retryFailed?: boolean
  /** Stops the run: nothing new starts, what is in flight has 5 s to end. */
  readonly signal?: AbortSignal
  /**
   * Called with every row once it is final and saved, in the order in which that happens. What it throws, or what the
   * promise it returns rejects with, ends the run. The run goes on meanwhile, and waits for the promise at its end.
   */
  readonly onResult?: (result: PageResult) => unknown
  /** Called once, when the run begins, with what tells its progress. */
  readonly onStart?: (watch: { progress(): ScrapeProgress }) => void
  /** Called once, when nothing is left to fetch and to analyse, before it is found what all pages tell together. */
  readonly onMerge?: () => void
  /** What a person should know while the run goes on. */
  readonly onMessage?: (message: { readonly level: 'info' | 'warn'; readonly text: string }) => void
  /** In place of the process's own. */
  readonly stdin?: NodeJS.ReadableStream
  readonly stdout?: NodeJS.WritableStream
}

/** Everything `scrape` takes, as much of the configuration as is wanted and the hooks. */
export type ScrapeOptions = ScraperOptions & ScrapeHooks
