import type { Readable } from 'node:stream'
import type { ScrapeHooks } from '../hooks.ts'
import type { ScrapeReport, ScraperConfig } from '../types.ts'
import type { SignalSource } from './stopSignal.ts'
import type { Terminal, TerminalStream } from './terminal.ts'

/** The main job, as the command line calls it. */
export type RunScrape = (config: ScraperConfig, hooks: ScrapeHooks) => Promise<ScrapeReport>

/** The world as the command line sees it. */
export interface CliIo {
  readonly runScrape: RunScrape
  /** See `tuneEngine`: to be called when all is loaded that the work needs. */
  readonly tuneEngine: () => void
  /** See `tuneEngineToMerge`: to be called when the threads have ended. */
  readonly tuneEngineToMerge: () => void
  /** In place of the process's own. */
  readonly stdin?: Readable
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: NodeJS.WritableStream & TerminalStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where scraper.config.json is looked for, and where `init` writes it. */
  readonly cwd: string
  /** Gives SIGINT and SIGTERM. */
  readonly signals: SignalSource
}

/** The world as a command sees it: with the one writer of standard error. */
export interface CommandIo extends CliIo {
  readonly terminal: Terminal
}
