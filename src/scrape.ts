import { analysisKey } from './analysis/analysisKey.ts'
import { createAnalysis } from './analysis/createAnalysis.ts'
import { resolveOptions } from './config/resolveOptions.ts'
import { createExecutePage } from './executePage.ts'
import { createFetcher } from './fetch/createFetcher.ts'
import { mergedReport } from './merge/mergedReport.ts'
import { rowJson } from './merge/rowJson.ts'
import { checkOutputs } from './output/checkOutputs.ts'
import { createOutputs } from './output/createOutputs.ts'
import { standardOutput, writeToStream } from './output/standardOutput.ts'
import { createRunControl } from './runControl.ts'
import { runInfo, scrapeProgress } from './runInfo.ts'
import { createSchedule } from './schedule/createSchedule.ts'
import { bufferedPagesLimit, createPageBuffer } from './schedule/pageBuffer.ts'
import { checkInputs } from './source/checkInputs.ts'
import { readFirstGroup } from './source/readGroups.ts'
import { createStore } from './store/createStore.ts'
import { createStateLocation } from './store/stateLocation.ts'
import type {
  PageResult,
  ScrapeProgress,
  ScrapeReport,
  ScraperConfig,
  ScraperOptions,
  StoredRow,
} from './types.ts'

/** How a caller takes part in a run. */
export interface ScrapeHooks {
  /** The state file. Default: `<first output file>.state`. */
  readonly state?: string
  /** Forget the state of earlier runs. */
  readonly fresh?: boolean
  /** Stops the run: nothing new starts, what is in flight has 5 s to end. */
  readonly signal?: AbortSignal
  /** Called with every row once it is final and saved, in the order in which that happens. */
  readonly onResult?: (result: PageResult) => void
  /** Called once, when the run begins, with what tells its progress. */
  readonly onStart?: (watch: { progress(): ScrapeProgress }) => void
  /** What a person should know while the run goes on. */
  readonly onMessage?: (message: { readonly level: 'info' | 'warn'; readonly text: string }) => void
  /** In place of the process's own. */
  readonly stdin?: NodeJS.ReadableStream
  readonly stdout?: NodeJS.WritableStream
}

/** Everything `scrape` takes: any part of the configuration, and the hooks. */
export type ScrapeOptions = ScraperOptions & ScrapeHooks

/** A list up to this long does not pay for threads. */
const SHORT_LIST = 4
const GRACE_MS = 5000

/**
 * Fetches every page of the input, analyses it, and writes the merged result to the output files.
 * Resolves when everything is written; a page's failure is a row, never an error. Rejects with a `ConfigError`,
 * `InputError`, `StateError`, `LockedError` or `OutputError` for what ends a run.
 */
export async function scrape(options: ScrapeOptions): Promise<ScrapeReport> {
  const { state, fresh, signal, onResult, onStart, onMessage, stdin, stdout, ...config } = options
  const hooks = { state, fresh, signal, onResult, onStart, onMessage, stdin, stdout }
  const given = Object.fromEntries(Object.entries(hooks).filter(([, value]) => value !== undefined))
  return runScrape(resolveOptions(config), given)
}

/** The main job: read, queue, fetch, analyse, merge, write. */
export async function runScrape(config: ScraperConfig, hooks: ScrapeHooks): Promise<ScrapeReport> {
  const { onResult, onMessage } = hooks
  const stdin = hooks.stdin ?? process.stdin
  const warn = (text: string): void => onMessage?.({ level: 'warn', text })

  await checkInputs(config.input)
  await checkOutputs(config.output.files)
  const entries = await readFirstGroup(config.input, stdin)

  using control = createRunControl(hooks.signal, stdin)
  await using location = await createStateLocation(hooks.state, config.output.files)
  await using outputs = await createOutputs({
    ...config.output,
    writeStdout: hooks.stdout === undefined ? standardOutput() : writeToStream(hooks.stdout),
    onClosedPipe: () => config.output.files.length === 1 && control.endQuietly(),
    onError: control.fail,
    onRoom: () => schedule.wake(),
  })
  const tellRows = (rows: readonly StoredRow[]): void => {
    const lines = rows.map(rowJson)
    outputs.append(lines)
    if (onResult) for (const line of lines) onResult(JSON.parse(line) as PageResult)
  }
  using store = await createStore({
    path: location.path,
    fresh: hooks.fresh ?? false,
    analysisKey: analysisKey(config.analysis),
    wantsRows: outputs.wantsRows || onResult !== undefined,
    onRows: tellRows,
    warn,
    onError: control.fail,
  })
  await using fetcher = createFetcher(config.fetch)
  await using analysis = createAnalysis({
    config: config.analysis,
    maxBodyBytes: config.fetch.maxBodyBytes,
    isShortList: () => control.inputEnded && store.counts.entries <= SHORT_LIST,
    warn,
  })
  await analysis.check(control.signal)

  const buffer = createPageBuffer({
    maxBytes: config.fetch.maxBufferedBytes,
    maxPages: bufferedPagesLimit(config.fetch.concurrency, analysis.stats.threads),
  })
  const schedule = createSchedule({
    queue: store.queue,
    executePage: createExecutePage({ fetcher, buffer, analysis }),
    concurrency: config.fetch.concurrency,
    perHost: config.fetch.perHost.concurrency,
    retries: config.fetch.retries,
    timeoutMs: config.fetch.timeoutMs,
    hasRoom: () => buffer.hasRoom() && outputs.hasRoom(),
    random: Math.random,
  })
  const stages = { control, store, schedule, buffer, analysis, config }
  hooks.onStart?.({ progress: () => scrapeProgress(stages) })

  const reading = control.watch(async () => {
    const end = await entries.read(
      (group) => {
        store.add(group)
        schedule.wake()
        if (store.counts.entries > SHORT_LIST) analysis.warmUp()
      },
      control.signal,
      control.isWanted,
    )
    if (end === 'aborted') return warn('the list was not read to its end: later entries have no row')
    control.inputEnded = true
    schedule.endInput()
  })
  const ended = await schedule.run(control.signal, GRACE_MS)
  await reading
  store.commit()
  control.throwIfFailed()

  const { done, entries: total } = store.counts
  const isInterrupted = ended === 'interrupted' && !(control.inputEnded && done === total)
  const { summary, pages, unfinishedPages } = await mergedReport(store)
  const run = runInfo(stages)
  const { partialFiles } = store
  const written = await outputs.finish({ summary, run, pages, unfinishedPages, isInterrupted, partialFiles })
  if (!isInterrupted) store.closeRun()
  return { outcome: isInterrupted ? control.outcome : 'finished', summary, run, written }
}
