import { analysisKey } from './analysis/analysisKey.ts'
import { createAnalysis } from './analysis/createAnalysis.ts'
import { createHostSettings, hostMatcher } from './config/hostSettings.ts'
import { resolveOptions } from './config/resolveOptions.ts'
import { createExecutePage } from './executePage.ts'
import { createNamedHosts, type NamedHosts } from './fetch/address/namedHosts.ts'
import { createFetcher } from './fetch/createFetcher.ts'
import type { ScrapeHooks, ScrapeOptions } from './hooks.ts'
import { mergedReport } from './merge/mergedReport.ts'
import { rowJson } from './merge/rowJson.ts'
import { checkOutputs } from './output/checkOutputs.ts'
import { createOutputs, type Outputs } from './output/createOutputs.ts'
import { writeToStream } from './output/writeToStream.ts'
import { createRunControl, type RunControl } from './runControl.ts'
import { type RunStages, runInfo, scrapeProgress } from './runInfo.ts'
import { createSchedule } from './schedule/createSchedule.ts'
import { bufferedPagesLimit, createPageBuffer } from './schedule/pageBuffer.ts'
import { checkInputs } from './source/checkInputs.ts'
import { type EntryGroups, readFirstGroup } from './source/readGroups.ts'
import { createStore } from './store/createStore.ts'
import { createStateLocation, statesBeside } from './store/stateLocation.ts'
import type { PageResult, ScrapeReport, ScraperConfig, StoredRow } from './types.ts'

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

/** The main job: read, queue, fetch, analyse, merge, write. Errors as `scrape`. */
export async function runScrape(config: ScraperConfig, hooks: ScrapeHooks): Promise<ScrapeReport> {
  const { input, fetch, output } = config
  const stdin = hooks.stdin ?? process.stdin
  const warn = (text: string): void => hooks.onMessage?.({ level: 'warn', text })

  await checkInputs(input)
  const otherFiles = [...input, ...fetch.ca, fetch.cookieJar, hooks.state].filter(
    (file) => typeof file === 'string',
  )
  await checkOutputs(output.files, otherFiles)
  using control = createRunControl(hooks.signal, stdin)
  const entries = await control.unlessStopped(() => readFirstGroup(input, stdin))

  await using location = await createStateLocation(hooks.state, output.files)
  using store = await createStore({
    path: location.path,
    alsoLocked: statesBeside(output.files),
    fresh: hooks.fresh ?? false,
    analysisKey: analysisKey(config.analysis),
    warn,
    onError: control.fail,
  })
  await using outputs = await createOutputs({
    ...output,
    writeStdout: writeToStream(hooks.stdout ?? process.stdout),
    onClosedPipe: () => output.files.length === 1 && control.endQuietly(),
    onError: control.fail,
    onRoom: () => schedule.wake(),
  })
  if (outputs.wantsRows || hooks.onResult) store.onRows((rows) => tellRows(rows, outputs, hooks, control))
  const namedHosts = createNamedHosts()
  const settingsOf = createHostSettings(fetch)
  await using fetcher = await createFetcher({
    config: fetch,
    settingsOf,
    isInsecure: hostMatcher(fetch.insecureHosts),
    namedHosts,
    robotsCache: store.robots,
    warn,
    env: process.env,
  })
  await using analysis = createAnalysis({
    config: config.analysis,
    maxBodyBytes: fetch.maxBodyBytes,
    isShortList: () => control.inputEnded && store.counts.entries <= SHORT_LIST,
    warn,
  })
  await control.unlessStopped(() => analysis.check(control.signal))

  const buffer = createPageBuffer({
    maxBytes: fetch.maxBufferedBytes,
    maxPages: bufferedPagesLimit(fetch.concurrency, analysis.stats.threads),
  })
  const schedule = createSchedule({
    ...fetch,
    queue: store.queue,
    memory: store.memory,
    executePage: createExecutePage({ fetcher, buffer, analysis }),
    mannersOf: settingsOf,
    hasRoom: () => buffer.hasRoom() && outputs.hasRoom(),
    random: Math.random,
  })
  const stages: RunStages = { control, store, schedule, buffer, analysis, config }
  hooks.onStart?.({ progress: () => scrapeProgress(stages) })

  const reading = control.watch(() => readList(entries, stages, namedHosts, warn))
  await schedule.run(control.signal, GRACE_MS)
  await reading
  store.tellHeldBack()
  return await mergeAndWrite(stages, outputs)
}

/** Queues the list while its first pages are already being fetched. */
async function readList(
  entries: EntryGroups,
  { control, store, schedule, analysis }: RunStages,
  namedHosts: NamedHosts,
  warn: (text: string) => void,
): Promise<void> {
  const queue: Parameters<EntryGroups['read']>[0] = (group) => {
    for (const entry of group) if ('host' in entry) namedHosts.add(entry.host)
    store.add(group)
    if (store.counts.entries > SHORT_LIST) analysis.warmUp()
    schedule.wake()
  }
  const end = await entries.read(queue, control.signal, control.isWanted)
  namedHosts.end()
  if (end === 'aborted') {
    if (control.isWanted()) warn('the list was not read to its end: later entries have no row')
    return
  }
  control.inputEnded = true
  schedule.endInput()
}

function tellRows(
  rows: readonly StoredRow[],
  outputs: Outputs,
  { onResult }: ScrapeHooks,
  control: RunControl,
): void {
  const lines = rows.map(rowJson)
  outputs.append(lines)
  if (onResult === undefined) return
  for (const line of lines) control.follow(onResult(JSON.parse(line) as PageResult))
}

/** Combines the rows and puts the outputs in their places. Only then is the run over. */
async function mergeAndWrite(stages: RunStages, outputs: Outputs): Promise<ScrapeReport> {
  const { control, store } = stages
  store.commit()
  await control.settled()
  control.throwIfFailed()
  const isFinished = control.inputEnded && store.counts.done === store.counts.entries
  const { summary, pages, unfinishedPages } = await mergedReport(store)
  const run = runInfo(stages)
  const { partialFiles } = store
  const isInterrupted = !isFinished
  const written = await outputs.finish({ summary, run, pages, unfinishedPages, isInterrupted, partialFiles })
  if (isFinished) store.closeRun()
  return { outcome: isFinished ? 'finished' : control.outcome, summary, run, written }
}
