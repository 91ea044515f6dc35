import { existsSync } from 'node:fs'
import { createAnalysis } from './analysis/createAnalysis.ts'
import { textTools } from './analysis/textTools.ts'
import { checkRoom } from './checkRoom.ts'
import { checkStart } from './checkStart.ts'
import { resolveOptions } from './config/resolveOptions.ts'
import { spokenTime } from './config/spokenTime.ts'
import { urlHash } from './config/urlHash.ts'
import { asString } from './config/utf8.ts'
import { createExecutePage } from './executePage.ts'
import type { ScrapeHooks, ScrapeOptions } from './hooks.ts'
import { mergedReport } from './merge/mergedReport.ts'
import { rowLine } from './merge/rowJson.ts'
import { createNetwork } from './network.ts'
import { createOutputs, type Outputs } from './output/createOutputs.ts'
import { graphFormat } from './output/format.ts'
import { writeToStream } from './output/writeToStream.ts'
import { comparisonOf, ownAnalysisKey } from './ownAnalysisKey.ts'
import type { PageOrigin } from './pageOrigin.ts'
import { createRunControl, type RunControl } from './runControl.ts'
import { type RunStages, runInfo, scrapeProgress } from './runInfo.ts'
import { createPageSaver } from './savedPages/createPageSaver.ts'
import { createSchedule } from './schedule/createSchedule.ts'
import { createPageBuffer } from './schedule/pageBuffer.ts'
import { bufferedPagesLimit, uncommittedPagesLimit } from './schedule/unsavedPages.ts'
import { SHORT_LIST } from './shortList.ts'
import type { EntryGroups } from './source/readGroups.ts'
import { splitOptions } from './splitOptions.ts'
import { createStore } from './store/createStore.ts'
import { lockState } from './store/lockState.ts'
import { createStateLocation, statesBeside } from './store/stateLocation.ts'
import { tellingWhatIsKept } from './tellingWhatIsKept.ts'
import type { PageResult, ScrapeReport, ScraperConfig, StoredRow } from './types.ts'

const GRACE_MS = 5000

/**
 * Fetches every page of the input, analyses it, and writes the merged result to the output files.
 * Resolves when everything is written; a page's failure is a row, never an error. Rejects with a `ConfigError`,
 * `InputError`, `StateError`, `LockedError` or `OutputError` for what ends a run.
 */
export async function scrape(options: ScrapeOptions): Promise<ScrapeReport> {
  const { hooks, config } = splitOptions(options)
  return runScrape(resolveOptions(config), hooks)
}

/** The main job: read, queue, fetch, analyse, merge, write. Errors as `scrape`. */
export async function runScrape(config: ScraperConfig, hooks: ScrapeHooks): Promise<ScrapeReport> {
  const stdin = hooks.stdin ?? process.stdin
  await using network = createNetwork({ config, stdin, warn: warningTo(hooks), tell: noteTo(hooks) })
  return await runFrom(network, config, hooks)
}

/** As `runScrape`, with pages from elsewhere. */
export async function runFrom(
  origin: PageOrigin,
  config: ScraperConfig,
  hooks: ScrapeHooks,
): Promise<ScrapeReport> {
  const { fetch, output } = config
  const warn = warningTo(hooks)
  const tell = noteTo(hooks)
  const comparison = comparisonOf(config)
  const analysisKey = ownAnalysisKey(config)

  await origin.check()
  const knownState = await checkStart({ config, ...hooks })
  await checkRoom({ output, state: hooks.state, fresh: hooks.fresh ?? false, warn })
  const { maxRuntimeMs } = config.run
  using control = createRunControl({
    signal: hooks.signal,
    maxRuntimeMs,
    onOutOfTime: () => tell(`stopping after ${spokenTime(maxRuntimeMs ?? 0)}, as run.maxRuntimeMs says`),
  })
  await using entries = await control.unlessStopped(() => origin.openList(control.signal))
  // An input that breaks off ends a run that has begun, and then what was to be forgotten is gone.
  const forgets = hooks.fresh === true && knownState !== undefined && existsSync(knownState)
  if (forgets) await control.unlessStopped(() => origin.checkList(control.signal))

  await using location = await createStateLocation(hooks.state, output.files)
  using _lock = await lockState({
    path: location.path,
    alsoLocked: statesBeside(output),
    wait: { waitMs: config.run.waitMs, signal: control.signal, onWait: tell },
  })
  await using analysis = createAnalysis({
    config: config.analysis,
    maxBodyBytes: fetch.maxBodyBytes,
    comparison,
    isShortList: () => control.inputEnded && store.counts.entries <= SHORT_LIST,
    warn,
  })
  await control.unlessStopped(() => analysis.check(control.signal))
  // Before the first request: loading would hold up what is under way. Threads take as long to start as all that follows, beside them.
  await analysis.warmUp(entries.atHand > SHORT_LIST)
  const keptPages = output.savePages === null ? undefined : await createPageSaver(output.savePages)
  await using outputs = await createOutputs({
    ...output,
    writeStdout: writeToStream(hooks.stdout ?? process.stdout),
    onClosedPipe: () => output.files.length === 1 && control.endQuietly(),
    onError: control.fail,
    onRoom: () => schedule.wake(),
  })
  // What may refuse the start stands before it: then no state is made, and none is touched.
  using store = createStore({
    path: location.path,
    fresh: hooks.fresh ?? false,
    retryFailed: hooks.retryFailed ?? false,
    maxAgeMs: fetch.maxAgeMs,
    analysisKey,
    warn,
    onError: control.fail,
  })
  if (outputs.wantsRows || hooks.onResult) store.onRows((rows) => tellRows(rows, outputs, hooks, control))
  await using fetcher = await origin.createFetcher(store.robots)

  const buffer = createPageBuffer({
    maxBytes: fetch.maxBufferedBytes,
    get maxPages() {
      return bufferedPagesLimit(analysis.stats.threads, schedule.slots)
    },
  })
  const schedule = createSchedule({
    ...fetch,
    queue: store.queue,
    memory: store.memory,
    executePage: createExecutePage({ fetcher, buffer, analysis, keptPages, timings: output.timings }),
    mannersOf: origin.mannersOf,
    hasRoom: () => buffer.hasRoom() && outputs.hasRoom(),
    fullPart: () => (outputs.hasRoom() ? 'buffer' : 'output'),
    beforeStart: () =>
      store.commitBeyond(
        uncommittedPagesLimit(analysis.stats.threads, { buffered: buffer.pages, ...schedule.slots }),
      ),
    random: Math.random,
  })
  const stages: RunStages = { control, store, schedule, buffer, analysis, config }
  hooks.onStart?.({ progress: () => scrapeProgress(stages) })

  return await tellingWhatIsKept(location, hooks.fresh ?? false, async () => {
    const reading = control.watch(() => readList(entries, stages, origin, warn))
    await schedule.run(control.signal, GRACE_MS).catch(control.fail)
    await reading
    // Before a step that goes wrong because of it.
    await control.settledIfFailed()
    // Nothing is left to analyse, and the merge has use for the memory.
    await analysis[Symbol.asyncDispose]()
    store.tellHeldBack()
    hooks.onMerge?.()
    return await mergeAndWrite(stages, outputs)
  })
}

const warningTo =
  (hooks: ScrapeHooks) =>
  (text: string): void =>
    hooks.onMessage?.({ level: 'warn', text })

const noteTo =
  (hooks: ScrapeHooks) =>
  (text: string): void =>
    hooks.onMessage?.({ level: 'info', text })

/** Queues the list while its first pages are already being fetched. */
async function readList(
  entries: EntryGroups,
  { control, store, schedule, analysis }: RunStages,
  origin: PageOrigin,
  warn: (text: string) => void,
): Promise<void> {
  const queue: Parameters<EntryGroups['read']>[0] = (group) => {
    for (const entry of group) if ('host' in entry) origin.note(entry)
    store.add(group)
    if (store.counts.entries > SHORT_LIST) void analysis.warmUp(true)
    schedule.wake()
  }
  const end = await entries.read(queue, control.isWanted)
  if (end === 'aborted') {
    if (control.isWanted()) warn('the list was not read to its end: later entries have no row')
    return
  }
  origin.endList()
  control.inputEnded = true
  schedule.endInput()
}

function tellRows(
  rows: readonly StoredRow[],
  outputs: Outputs,
  { onResult }: ScrapeHooks,
  control: RunControl,
): void {
  const lines = rows.map(rowLine)
  outputs.append(lines)
  if (onResult === undefined) return
  for (const line of lines) control.follow(onResult(JSON.parse(asString(line)) as PageResult))
}

/** Combines the rows and puts the outputs in their places. Only then is the run over. */
async function mergeAndWrite(stages: RunStages, outputs: Outputs): Promise<ScrapeReport> {
  const { control, store, config } = stages
  store.commit()
  await control.settled()
  const isFinished = control.inputEnded && store.counts.done === store.counts.entries
  const mergeStartedAt = performance.now()
  const merged = await mergedReport(store, {
    ...textTools,
    urlHash,
    removedPages: control.inputEnded ? store.removedPages() : 0,
    wantsCorpus: config.merge.corpus && outputs.wantsCorpus,
    graphFormat: config.output.graph === null ? null : graphFormat(config.output.graph),
  })
  const { summary } = merged
  const run = runInfo(stages, { summary, mergeMs: performance.now() - mergeStartedAt })
  const { partialFiles } = store
  const written = await outputs.finish({ ...merged, run, isInterrupted: !isFinished, partialFiles })
  if (isFinished) store.closeRun()
  return { outcome: isFinished ? 'finished' : control.outcome, summary, run, written }
}
