import { availableParallelism } from 'node:os'
import type { Analysis } from './analysis/createAnalysis.ts'
import { bottleneck } from './bottleneck.ts'
import { version } from './config/version.ts'
import type { RunControl } from './runControl.ts'
import type { PageBuffer } from './schedule/pageBuffer.ts'
import type { Schedule } from './schedule/schedule.ts'
import type { Store } from './store/createStore.ts'
import type { RunInfo, ScrapeProgress, ScraperConfig, ScrapeSummary, StageTimes, WaitTimes } from './types.ts'

/** The parts of a run that can tell how it goes. */
export interface RunStages {
  readonly control: RunControl
  readonly store: Store
  readonly schedule: Schedule
  readonly buffer: PageBuffer
  readonly analysis: Analysis
  readonly config: ScraperConfig
}

/** How far the run is, this moment. */
export function scrapeProgress({ control, store, schedule, buffer, analysis }: RunStages): ScrapeProgress {
  const { entries, done, failed, waiting } = store.counts
  const { busy, threads } = analysis.stats
  return {
    done,
    total: entries,
    inputEnded: control.inputEnded,
    failed,
    fetching: schedule.stats.fetching,
    fetchSlots: schedule.stats.fetchSlots,
    analysing: busy,
    threads,
    bufferedBytes: buffer.bytes,
    waitingForRetry: waiting,
  }
}

/** What is known only when the rows are merged. */
export interface MergeFacts {
  readonly summary: ScrapeSummary
  readonly mergeMs: number
}

/** What differs between two runs over the same responses: times, how busy the stages were, and what that says. */
export function runInfo(stages: RunStages, { summary, mergeMs }: MergeFacts): RunInfo {
  const { control, store, schedule } = stages
  const elapsedMs = Math.round(performance.now() - control.startedAt)
  const times = stageTimes(stages, mergeMs)
  return {
    startedAt: store.run.startedAt,
    elapsedMs,
    version,
    reused: store.reused,
    stages: times,
    bottleneck: bottleneck({
      elapsedMs,
      stages: times,
      cores: availableParallelism(),
      hosts: summary.byHost,
      paceOf: schedule.paceOf,
    }),
  }
}

function stageTimes({ control, store, schedule, buffer, analysis }: RunStages, mergeMs: number): StageTimes {
  const { attempts, fetchBusyMs, fetchSlots, maxInFlight, busyMs, waitedMs } = schedule.stats
  const { pages, busyMs: analysisMs, threads } = analysis.stats
  return {
    schedule: { busyMs: Math.round(busyMs), waitedMs: rounded(waitedMs) },
    fetch: { attempts, busyMs: Math.round(fetchBusyMs), maxInFlight, slots: fetchSlots },
    buffer: { maxBytes: buffer.maxBytes, overshootBytes: buffer.overshootBytes },
    analysis: { pages, busyMs: Math.round(analysisMs), threads },
    store: { busyMs: Math.round(store.busyMs) },
    merge: { busyMs: Math.round(mergeMs) },
    mainThread: { busyMs: Math.round(control.busyMs()) },
  }
}

function rounded(times: WaitTimes): WaitTimes {
  const { slots, buffer, output, hosts, retries, input, nothing } = times
  return {
    slots: Math.round(slots),
    buffer: Math.round(buffer),
    output: Math.round(output),
    hosts: Math.round(hosts),
    retries: Math.round(retries),
    input: Math.round(input),
    nothing: Math.round(nothing),
  }
}
