import { availableParallelism, tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { checkStart } from './checkStart.ts'
import { InputError } from './errors.ts'
import { proxyFor } from './fetch/proxy/proxyFor.ts'
import { ASSUMED } from './forecast/assumptions.ts'
import { diskForecast } from './forecast/diskForecast.ts'
import { memoryForecast } from './forecast/memoryForecast.ts'
import { runForecast } from './forecast/runForecast.ts'
import { ownAnalysisKey } from './ownAnalysisKey.ts'
import { diskRoom } from './plan/diskRoom.ts'
import { plannedHosts } from './plan/plannedHosts.ts'
import { type PlannedList, readPlannedList } from './plan/plannedList.ts'
import { plannedOutputs } from './plan/plannedOutputs.ts'
import { type PlannedStateView, viewOfState } from './plan/plannedState.ts'
import { type ReadFreeSpace, readFreeSpace } from './plan/readFreeSpace.ts'
import type { RunPlan } from './plan/runPlan.ts'
import { START_LIMIT } from './schedule/tunedConcurrency.ts'
import { SHORT_LIST } from './shortList.ts'
import { checkInputs } from './source/checkInputs.ts'
import type { StateSizes } from './store/foresight.ts'
import type { ScraperConfig } from './types.ts'

export interface PlanRunOptions {
  readonly config: ScraperConfig
  /** As `ScrapeHooks` have them. */
  readonly state?: string | undefined
  readonly fresh: boolean
  readonly retryFailed: boolean
  readonly stdin: NodeJS.ReadableStream
  /** In place of asking the file systems themselves. */
  readonly readFreeSpace?: ReadFreeSpace
}

/** Loaded only where there is something to try. */
const runChecks = () => import('./plan/runChecks.ts')

/**
 * Tells what a run would do that began now, how long that would take and how much room. Reads the inputs and the state, which may
 * be that of a run that goes on, and loads the user's module; fetches nothing, and changes nothing. Throws the `ConfigError`,
 * `InputError` or `StateError` that would keep the run from beginning.
 */
export async function planRun(options: PlanRunOptions): Promise<RunPlan> {
  const { config, fresh, retryFailed } = options
  const { input, fetch, output } = config
  const now = Date.now()
  proxyFor(fetch.proxy, process.env)
  if (fetch.ca.length > 0 || fetch.cookieJar !== null)
    await (await runChecks()).checkFiles(fetch, process.env)
  await checkInputs(input)
  const path = await checkStart(options)
  const foresight = { retryFailed, maxAgeMs: fetch.maxAgeMs, analysisKey: ownAnalysisKey(config), now }
  const view = await viewOfState(path, { fresh, ...foresight })
  const { module, selectors } = config.analysis
  if (module !== null || Object.keys(selectors).length > 0)
    await (await runChecks()).checkAnalysis(config.analysis)
  const list = await readPlannedList(config, view, options.stdin, now)
  if (list.counts.entries + list.unreadCount === 0) {
    throw new InputError(`no URL in ${input.join(', ')}`)
  }
  const { sizes, memory } = await view.look((seen) => ({ sizes: seen.sizes(), memory: seen.hosts() }))
  const { costs } = list
  for (const attempts of costs.fetchMs === undefined ? sizes.sample : []) list.addSample(attempts)
  const slots = fetch.concurrency === 'auto' ? START_LIMIT : fetch.concurrency
  const hosts = plannedHosts(list.loads, { fetch, slots, memory, costs, now })
  return {
    inputs: [...input, ...config.source.sitemaps, ...config.source.feeds],
    outputs: output.files,
    state: { path: path ?? null, kind: view.kind },
    run: view.start,
    list: {
      ...list.counts,
      invalidLines: list.invalidLines,
      unread: list.unread,
      unreadCount: list.unreadCount,
    },
    pages: { ...list.pages, asked: list.pages.asked - hosts.refused, refused: hosts.refused },
    robots: list.rules,
    hosts: { count: hosts.count, longest: hosts.longest },
    ...forecasts(config, list, hosts, sizes, slots),
    disk: await diskRoom(diskNeeds(config, view, list, sizes, path), options.readFreeSpace ?? readFreeSpace),
  }
}

function forecasts(
  { analysis, fetch, merge, output, run }: ScraperConfig,
  { costs, counts, pages }: PlannedList,
  hosts: ReturnType<typeof plannedHosts>,
  sizes: StateSizes,
  slots: number,
): Pick<RunPlan, 'duration' | 'memory'> {
  const cores = availableParallelism()
  const wantedThreads = analysis.threads === 'auto' ? cores : analysis.threads
  const threads = counts.entries <= SHORT_LIST && analysis.module === null ? 0 : wantedThreads
  const isCompared = merge.corpus || output.graph !== null
  const asked = pages.asked - hosts.refused
  const analysisMs = costs.analysisMs ?? ASSUMED.analysisMs
  const duration = runForecast({
    longestHostMs: hosts.longest[0]?.ms ?? 0,
    asked,
    fetchMs: hosts.fetchMs,
    slots,
    analysisMs: Math.max(0, asked - pages.conditional) * analysisMs,
    threads,
    cores,
    merged: counts.pages,
    isCompared,
  })
  const { maxBufferedBytes } = fetch
  return {
    duration: {
      ...duration,
      maxRuntimeMs: run.maxRuntimeMs,
      assumed: {
        ...(costs.fetchMs === undefined && { fetchMs: ASSUMED.fetchMs }),
        ...(costs.analysisMs === undefined && { analysisMs: ASSUMED.analysisMs }),
        ...(sizes.meanJsonBytes === undefined && { jsonBytes: ASSUMED.jsonBytes }),
      },
    },
    memory: {
      ...memoryForecast({ threads, maxBufferedBytes, pages: counts.pages, isCompared }),
      availableBytes: process.availableMemory?.(),
    },
  }
}

function diskNeeds(
  { output }: ScraperConfig,
  view: PlannedStateView,
  { counts, newPages }: PlannedList,
  sizes: StateSizes,
  statePath: string | undefined,
): ReturnType<typeof diskForecast> {
  const { meanJsonBytes = ASSUMED.jsonBytes, meanBodyBytes = ASSUMED.bodyBytes, listed } = sizes
  return diskForecast({
    pages: counts.pages,
    newPages,
    jsonBytes: meanJsonBytes,
    bodyBytes: meanBodyBytes,
    stateFolder: statePath === undefined ? tmpdir() : dirname(statePath),
    outputs: plannedOutputs(output.files, view.start.closedAt === null ? undefined : listed),
    savePages: output.savePages,
  })
}
