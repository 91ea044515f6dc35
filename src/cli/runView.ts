import type { ScrapeHooks } from '../hooks.ts'
import type { PageResult, ScrapeReport } from '../types.ts'
import { isWorthTelling } from './exitCodes.ts'
import { createProgress } from './progress.ts'
import { resultLine } from './resultLine.ts'
import { summaryLines } from './summaryLines.ts'
import type { Terminal } from './terminal.ts'

/** How much the user wants to hear: `quiet` is only what is wrong, which includes failed pages where there are more than allowed; `verbose` is every page. */
export interface Loudness {
  readonly quiet: boolean
  readonly verbose: boolean
}

/** What the user sees of a run on standard error. */
export interface RunView extends Disposable {
  readonly onStart: NonNullable<ScrapeHooks['onStart']>
  readonly onMessage: NonNullable<ScrapeHooks['onMessage']>
  /** Absent where nobody wants to hear of every page: then no result has to be made into an object. */
  readonly onResult?: NonNullable<ScrapeHooks['onResult']>
  /** Ends the progress and says what the run did, and how it goes on where it was stopped. */
  readonly finish: (report: ScrapeReport, exitCode: number, continuation?: string) => void
}

/** A run told in plain lines, and where the terminal is live in one that is redrawn. */
export function createRunView(terminal: Terminal, { quiet, verbose }: Loudness): RunView {
  let progress: Disposable | undefined
  const stop = (): void => {
    progress?.[Symbol.dispose]()
    progress = undefined
  }
  const finish = (report: ScrapeReport, exitCode: number, continuation?: string): void => {
    stop()
    if (quiet && !isWorthTelling(exitCode)) return
    for (const line of summaryLines(report, continuation)) terminal.line(line)
  }
  return {
    onStart: (watch) => {
      if (!quiet) progress = createProgress(terminal, () => watch.progress())
    },
    onMessage: ({ level, text }) => {
      if (level === 'warn') terminal.line(`warning: ${text}`)
      else if (!quiet) terminal.line(text)
    },
    ...(verbose && !quiet && { onResult: (result: PageResult) => terminal.line(resultLine(result)) }),
    finish,
    [Symbol.dispose]: stop,
  }
}
