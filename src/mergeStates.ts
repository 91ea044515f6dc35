import { textTools } from './analysis/textTools.ts'
import { urlHash } from './config/urlHash.ts'
import { version } from './config/version.ts'
import { InputError } from './errors.ts'
import type { ScrapeHooks } from './hooks.ts'
import { mergedReport, type RowSource } from './merge/mergedReport.ts'
import { rowLine } from './merge/rowJson.ts'
import { checkOutputs } from './output/checkOutputs.ts'
import { createOutputs, type Outputs } from './output/createOutputs.ts'
import { graphFormat } from './output/format.ts'
import { writeToStream } from './output/writeToStream.ts'
import { stopIfAsked } from './stopIfAsked.ts'
import { createMergedStates, type MergedStates } from './store/mergedStates.ts'
import { createStateLocation, statesBeside } from './store/stateLocation.ts'
import type { RunInfo, ScrapeReport, ScraperConfig } from './types.ts'

export interface MergeStatesOptions extends Pick<ScrapeHooks, 'signal' | 'onMessage' | 'stdout'> {
  /** In the order of their lists. */
  readonly states: readonly string[]
  /** Other files that were read for the merge: no output may take their place. */
  readonly readFiles?: readonly string[]
  readonly config: Pick<ScraperConfig, 'merge' | 'output'>
}

/**
 * Writes one result of the runs that several states hold, without the network. Their lists follow one another, each page once; a
 * page with results in several has the one of the run that was started last, of two started at once the one named later, whatever
 * it is. What is known only over all pages is found anew. The states are read, and locked meanwhile, never written.
 * Rejects with an `InputError`, `StateError`, `LockedError` or `OutputError`, and with a `StoppedError` when `signal` aborts; then
 * no file is written.
 */
export async function mergeStates(options: MergeStatesOptions): Promise<ScrapeReport> {
  const { states, readFiles = [], config, signal, stdout } = options
  const { output, merge } = config
  const started = { at: new Date().toISOString(), ms: performance.now() }

  await checkOutputs(output.files, [...states, ...readFiles], output)
  await using location = await createStateLocation(undefined, [])
  using merged = await createMergedStates({
    states,
    alsoLocked: statesBeside(output),
    path: location.path,
    giveWay: async () => {
      await new Promise(setImmediate)
      stopIfAsked(signal)
    },
  })
  tellWhatIsMissing(merged, options)

  const reader = createReader()
  await using outputs = await createOutputs({
    ...output,
    writeStdout: writeToStream(stdout ?? process.stdout),
    onClosedPipe: () => output.files.length === 1 && reader.leave(),
    onError: reader.leave,
    onRoom: reader.hasRoom,
  })
  const source = unlessStopped(merged, signal)
  if (outputs.wantsRows) await appendRows(source, outputs, reader)
  const report = await mergedReport(source, {
    ...textTools,
    urlHash,
    removedPages: merged.removed,
    wantsCorpus: merge.corpus && outputs.wantsCorpus && !reader.hasLeft,
    graphFormat: output.graph === null ? null : graphFormat(output.graph),
  })
  const run = runInfo(started)
  const { partialFiles } = merged
  const written = await outputs.finish({ ...report, run, isInterrupted: false, partialFiles })
  return { outcome: reader.hasLeft ? 'pipe-closed' : 'finished', summary: report.summary, run, written }
}

function tellWhatIsMissing(
  { entries, unfinished, uncompared }: MergedStates,
  { states, config, onMessage }: MergeStatesOptions,
): void {
  if (entries === 0) throw new InputError(`nothing to merge: no entry in ${states.join(', ')}`)
  const warn = (text: string): void => onMessage?.({ level: 'warn', text })
  const pages = (count: number): string => (count === 1 ? '1 page has' : `${count} pages have`)
  if (unfinished > 0) warn(`${pages(unfinished)} no result yet, and a row that says "interrupted"`)
  const isCompared = config.merge.corpus || config.output.graph !== null
  if (isCompared && uncompared > 0) {
    warn(`${pages(uncompared)} no part in the corpus and the graph: the run was made without them`)
  }
}

/** Whoever reads the rows as they come: slowly, or no longer. */
interface Reader {
  readonly hasLeft: boolean
  readonly leave: () => void
  readonly hasRoom: () => void
  /** Resolves when there is room, or nobody reads any more. */
  ready(): Promise<void>
}

function createReader(): Reader {
  let hasLeft = false
  let wake = (): void => {}
  return {
    get hasLeft() {
      return hasLeft
    },
    leave() {
      hasLeft = true
      wake()
    },
    hasRoom: () => wake(),
    ready: () =>
      new Promise((resolve) => {
        wake = resolve
      }),
  }
}

async function appendRows(source: RowSource, outputs: Outputs, reader: Reader): Promise<void> {
  for (const rows of source.rows()) {
    outputs.append(rows.map(rowLine))
    if (!outputs.hasRoom() && !reader.hasLeft) await reader.ready()
    if (reader.hasLeft) return
  }
}

/** The same rows, until they are no longer wanted. */
function unlessStopped({ facts, rows, corpus }: RowSource, signal: AbortSignal | undefined): RowSource {
  function* checked<T>(groups: Iterable<T>): Generator<T> {
    for (const group of groups) {
      stopIfAsked(signal)
      yield group
    }
  }
  return {
    facts: () => checked(facts()),
    rows: () => checked(rows()),
    corpus: { rows: (columns) => checked(corpus.rows(columns)), text: corpus.text },
  }
}

/** Nothing was fetched or analysed. */
function runInfo({ at, ms }: { readonly at: string; readonly ms: number }): RunInfo {
  const elapsedMs = Math.round(performance.now() - ms)
  return {
    startedAt: at,
    elapsedMs,
    version,
    reused: { notModified: 0, sameBody: 0, notAsked: 0 },
    stages: {
      schedule: {
        busyMs: 0,
        waitedMs: { slots: 0, buffer: 0, output: 0, hosts: 0, retries: 0, input: 0, nothing: 0 },
      },
      fetch: { attempts: 0, busyMs: 0, maxInFlight: 0, slots: 0 },
      buffer: { maxBytes: 0, overshootBytes: 0 },
      analysis: { pages: 0, busyMs: 0, threads: 0 },
      store: { busyMs: 0 },
      merge: { busyMs: elapsedMs },
      mainThread: { busyMs: elapsedMs },
    },
    bottleneck: 'merge-bound: nothing was fetched or analysed',
  }
}
