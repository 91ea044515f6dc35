import { createGiveWay } from './config/giveWay.ts'
import { compareRuns } from './diff/runComparison.ts'
import type { RunPages } from './diff/runPages.ts'
import { InputError } from './errors.ts'
import type { ScrapeHooks } from './hooks.ts'
import { type OpenRunOptions, openRun } from './openRun.ts'
import { checkOutputs } from './output/checkOutputs.ts'
import { countsText } from './output/diff/countsText.ts'
import { createDiffOutputs, type DiffOutputsOptions } from './output/diff/createDiffOutputs.ts'
import { diffFormat } from './output/diff/diffFormat.ts'
import { writeToStream } from './output/writeToStream.ts'
import { stopIfAsked } from './stopIfAsked.ts'
import type { DiffChange, DiffSummary } from './types.ts'

export interface DiffRunsOptions extends Pick<ScrapeHooks, 'signal' | 'onMessage' | 'stdin' | 'stdout'> {
  /** What the earlier run and the later one have left: a result, a state, or `-` for a result on standard input. */
  readonly before: string
  readonly after: string
  /** Query parameters that make no other page of a URL, as `source.stripParams`. */
  readonly stripParams: readonly string[]
  /** Tell of these pages alone; null for every page of which something other than its bytes has changed. */
  readonly only: readonly DiffChange[] | null
  /** How many lines of a text that have not changed are told on each side of those that have. */
  readonly context: number
  /** Other files that were read: no output may take their place. */
  readonly readFiles?: readonly string[]
  readonly output: Omit<DiffOutputsOptions, 'writeStdout' | 'onClosedPipe'>
}

export interface DiffReport {
  readonly outcome: 'finished' | 'pipe-closed'
  readonly summary: DiffSummary
  /** How many pages compare how, in a line. */
  readonly counts: string
  /** The files that were written, `-` for standard output. */
  readonly written: readonly string[]
}

/**
 * Compares two runs by what they have left, page by page, and writes what has changed. Both are only read, a page of each at a time; a
 * state may be that of a run that goes on. Rejects with an `InputError`, `StateError` or `OutputError`, and with a
 * `StoppedError` when `signal` aborts; then no file is written.
 */
export async function diffRuns(options: DiffRunsOptions): Promise<DiffReport> {
  const { before, after, readFiles = [], output, only, signal } = options
  if (before === '-' && after === '-') throw new InputError('only one of the two can be standard input')
  const inputs = [before, after].filter((name) => name !== '-')
  await checkOutputs(output.files, [...inputs, ...readFiles], { checkEnding: diffFormat })

  const giveWay = pauses(signal)
  const { stripParams, stdin = process.stdin, stdout = process.stdout } = options
  const opening = { stripParams, stdin: stdin as AsyncIterable<Uint8Array>, giveWay, signal }
  await using earlier = await openedRun(before, opening)
  await using later = await openedRun(after, opening)
  const comparison = await compareRuns(earlier, later, { only, giveWay })
  const { changes, stillNotOk, unfinished, unmatched } = comparison
  const summary: DiffSummary = {
    before: { name: before, pages: earlier.pages.length },
    after: { name: after, pages: later.pages.length },
    changes,
    stillNotOk,
    unfinished,
  }
  const warn = (text: string): void => options.onMessage?.({ level: 'warn', text })
  if (unmatched.length > 0) warn(`not compared, for only one of the runs has it: ${unmatched.join(', ')}`)

  let hasLeft = false
  await using outputs = await createDiffOutputs({
    ...output,
    writeStdout: writeToStream(stdout),
    onClosedPipe: () => {
      hasLeft = output.files.length === 1
    },
  })
  await outputs.begin(summary)
  for (const diff of comparison.diffs(options.context)) {
    await outputs.add(diff)
    await giveWay()
    if (hasLeft) break
  }
  for (const run of [earlier, later]) run.check()
  const written = await outputs.finish()
  return { outcome: hasLeft ? 'pipe-closed' : 'finished', summary, counts: countsText(summary), written }
}

/** What was closed to end the waiting for it is no wrong input. */
async function openedRun(name: string, opening: OpenRunOptions): Promise<RunPages> {
  try {
    return await openRun(name, opening)
  } catch (error) {
    stopIfAsked(opening.signal)
    throw error
  }
}

/** Gives way to everything else now and then, which notices a wish to stop. */
function pauses(signal: AbortSignal | undefined): () => Promise<void> | undefined {
  const pause = createGiveWay()
  return () => pause()?.then(() => stopIfAsked(signal))
}
